"""English: the phrases of ClearSpeak, with an end said of all that has no other end."""

from nashr.languages.formula_words import FormulaWords, table

WORDS = FormulaWords(
    lang="en",
    patterns=table(
        """
squared         {0} squared
cubed           {0} cubed
power           {0} to the {1} power
nth-power       {0} to the {1}-th power
long-power      {0} raised to the {1} power
transposed      {0} transpose
inverse         inverse {0}
degrees         {0} degrees
prime           {0} prime
double-prime    {0} double prime
triple-prime    {0} triple prime
raised-sign     {0} super {1}
index           {0} sub {1}
long-index      {0} sub {1}, end sub,
left-super      super {0}
left-sub        sub {0}
fraction        {0} over {1}
long-fraction   the fraction with numerator {0} and denominator {1}, end fraction,
binomial        {0} choose {1}
root            the square root of {0}
long-root       the square root of {0}, end root,
cube-root       the cube root of {0}
long-cube-root  the cube root of {0}, end root,
nth-root        the {1}-th root of {0}
long-nth-root   the {1}-th root of {0}, end root,
negative        negative
positive        positive
capital         capital {0}
bold            bold {0}
script          script {0}
fraktur         fraktur {0}
double-struck   double-struck {0}
absolute        the absolute value of {0}
long-absolute   the absolute value of {0}, end absolute value,
norm            the norm of {0}
long-norm       the norm of {0}, end norm,
floor           the floor of {0}, end floor,
ceiling         the ceiling of {0}, end ceiling,
set             the set {0}, end set,
set-builder     the set of all {0} such that {1}, end set,
evaluated       {0} evaluated at {1}
evaluated-to    {0} evaluated from {1} to {2}
apply           of {0}
long-apply      of {0}
of              {0} of
base            {0} base {1}
limit           the limit as {0} of
approaches      approaches
over-set        {0} over {1} of
from-to         {0} from {1} to {2} of
from            {0} from {1} of
to              {0} to {1} of
hat             {0} hat
check           {0} check
tilde           {0} tilde
bar             {0} bar
underlined      {0} underlined
dot             {0} dot
double-dot      {0} double dot
triple-dot      {0} triple dot
breve           {0} breve
acute           {0} acute
grave           {0} grave
ring            {0} ring
vector          vector {0}
brace-above     {0} with a brace above
brace-below     {0} with a brace below
labelled        {0} labelled {1}
above           {0} with {1} above
below           {0} with {1} below
matrix          the {0} by {1} matrix. {2} end matrix,
determinant     the determinant of the {0} by {1} matrix. {2} end matrix,
array           table with {0} rows and {1} columns. {2} end table,
row             Row {0}: {1}.
cases           {0} cases. {1} end cases,
case            Case {0}: {1}.
lines           {0} lines. {1}
line            Line {0}: {1}.
cancelled       {0} crossed out
blank           blank
unit-squared    square {0}
unit-cubed      cubic {0}
per             per {0}
"""
    ),
    signs=table(
        """
+ plus
- minus
− minus
± plus or minus
∓ minus or plus
× times
⋅ times
· times
∗ star
* star
⋆ star
÷ divided by
/ over
∕ over
∖ set minus
\\ set minus
∘ composed with
∙ times
• times
⊕ direct sum
⊗ tensor product
⊙ circled dot
⊖ circled minus
= equals
≠ is not equal to
≡ is equivalent to
≢ is not equivalent to
≈ is approximately equal to
≅ is congruent to
≃ is asymptotically equal to
∼ is similar to
~ is similar to
∝ is proportional to
≐ approaches the limit
≜ is defined as
≔ is defined as
:= is defined as
< is less than
> is greater than
≤ is less than or equal to
⩽ is less than or equal to
≥ is greater than or equal to
⩾ is greater than or equal to
≪ is much less than
≫ is much greater than
≲ is less than or about
≳ is greater than or about
≺ precedes
≻ succeeds
∈ is a member of
∉ is not a member of
∋ contains
⊂ is a proper subset of
⊆ is a subset of
⊄ is not a subset of
⊃ is a proper superset of
⊇ is a superset of
∪ union
∩ intersection
⋃ the union
⋂ the intersection
∅ the empty set
∀ for all
∃ there exists
∄ there does not exist
∧ and
∨ or
⋀ the conjunction
⋁ the disjunction
¬ not
⇒ implies
⟹ implies
⇐ is implied by
⇔ if and only if
⟺ if and only if
⊢ proves
⊨ models
⊥ is perpendicular to
∥ is parallel to
∣ given
∤ does not divide
→ to
⟶ to
← left arrow
↔ left right arrow
↦ maps to
⟼ maps to
↑ up arrow
↓ down arrow
⇌ is in equilibrium with
∴ therefore
∵ because
∑ the sum
∏ the product
∐ the coproduct
∫ the integral
∬ the double integral
∭ the triple integral
∮ the contour integral
∂ partial
∇ nabla
∆ delta
∞ infinity
ℏ h bar
ℓ l
ı dotless i
ȷ dotless j
ℵ aleph
ℜ the real part
ℑ the imaginary part
∠ angle
△ triangle
□ box
° degrees
′ prime
″ double prime
‴ triple prime
… dot dot dot
⋯ dot dot dot
... dot dot dot
⋮ vertical dots
⋱ diagonal dots
! factorial
% percent
‰ per mille
& and
# number
, comma
; semicolon
: colon
. point
? question mark
| vertical bar
‖ double vertical bar
( open paren
) close paren
[ open bracket
] close bracket
{ open brace
} close brace
⟨ open angle bracket
⟩ close angle bracket
⌊ open floor
⌋ close floor
⌈ open ceiling
⌉ close ceiling
_ underscore
^ caret
` grave
¯ bar
⊤ transpose
† dagger
‡ double dagger
ℝ the real numbers
ℕ the natural numbers
ℤ the integers
ℚ the rational numbers
ℂ the complex numbers
α alpha
β beta
γ gamma
δ delta
ε epsilon
ϵ epsilon
ζ zeta
η eta
θ theta
ϑ theta
ι iota
κ kappa
ϰ kappa
λ lambda
μ mu
µ micro
ν nu
ξ xi
ο omicron
π pi
ϖ pi
ρ rho
ϱ rho
σ sigma
ς sigma
τ tau
υ upsilon
φ phi
ϕ phi
χ chi
ψ psi
ω omega
Γ capital gamma
Δ capital delta
Θ capital theta
Λ capital lambda
Ξ capital xi
Π capital pi
Σ capital sigma
Υ capital upsilon
Φ capital phi
Ψ capital psi
Ω capital omega
"""
    ),
    functions=table(
        """
sin sine
cos cosine
tan tangent
cot cotangent
sec secant
csc cosecant
arcsin arc sine
arccos arc cosine
arctan arc tangent
sinh hyperbolic sine
cosh hyperbolic cosine
tanh hyperbolic tangent
coth hyperbolic cotangent
log log
ln natural log
lg log
exp exponential of
lim lim
max max
min min
sup supremum
inf infimum
argmax arg max
argmin arg min
det determinant of
dim dimension of
ker kernel of
deg degree of
gcd greatest common divisor of
mod mod
"""
    ),
    units=table(
        """
m metres|metre
km kilometres|kilometre
cm centimetres|centimetre
mm millimetres|millimetre
nm nanometres|nanometre
s seconds|second
ms milliseconds|millisecond
min minutes|minute
h hours|hour
g grams|gram
kg kilograms|kilogram
mg milligrams|milligram
t tonnes|tonne
ha hectares|hectare
L litres|litre
l litres|litre
mL millilitres|millilitre
mol moles|mole
K kelvins|kelvin
C Celsius
Pa pascals|pascal
kPa kilopascals|kilopascal
MPa megapascals|megapascal
hPa hectopascals|hectopascal
J joules|joule
kJ kilojoules|kilojoule
N newtons|newton
W watts|watt
kW kilowatts|kilowatt
MW megawatts|megawatt
V volts|volt
A amperes|ampere
Hz hertz
kHz kilohertz
MHz megahertz
"""
    ),
    fractions=table(
        """
1/2 one half
1/3 one third
2/3 two thirds
1/4 one quarter
3/4 three quarters
1/5 one fifth
1/6 one sixth
1/8 one eighth
1/10 one tenth
"""
    ),
)
