"""Turkish: as formulas are read aloud in class (*x kare*, *x üzeri n*, *a bölü b*), in phrases that
need no case endings: what is inside may be any formula, and no ending can be put behind it.
"""

from nashr.languages.formula_words import FormulaWords, table

WORDS = FormulaWords(
    lang="tr",
    patterns=table(
        """
squared         {0} kare
cubed           {0} küp
power           {0} üzeri {1}
nth-power       {0} üzeri {1}
long-power      {0} üzeri {1}, üs sonu,
transposed      {0} transpoz
inverse         ters {0}
degrees         {0} derece
prime           {0} prim
double-prime    {0} çift prim
triple-prime    {0} üç prim
raised-sign     {0} üstte {1}
index           {0} alt indis {1}
long-index      {0} alt indis {1}, indis sonu,
left-super      üst indis {0}
left-sub        alt indis {0}
fraction        {0} bölü {1}
long-fraction   kesir, pay {0}, payda {1}, kesir sonu,
binomial        {0} elemanın {1} elemanlı kombinasyonu
root            karekök içinde {0}
long-root       karekök içinde {0}, kök sonu,
cube-root       küpkök içinde {0}
long-cube-root  küpkök içinde {0}, kök sonu,
nth-root        {1} dereceli kök içinde {0}
long-nth-root   {1} dereceli kök içinde {0}, kök sonu,
negative        eksi
positive        artı
capital         büyük {0}
bold            kalın {0}
script          el yazısı {0}
fraktur         gotik {0}
double-struck   çift çizgili {0}
absolute        mutlak değer {0}
long-absolute   mutlak değer {0}, mutlak değer sonu,
norm            norm {0}
long-norm       norm {0}, norm sonu,
floor           taban {0}, taban sonu,
ceiling         tavan {0}, tavan sonu,
set             küme {0}, küme sonu,
set-builder     küme, elemanları {0}, koşulu {1}, küme sonu,
evaluated       {0}, {1} için
evaluated-to    {0}, alt sınır {1}, üst sınır {2}
apply           parantez içinde {0}
long-apply      {0}
of              {0}
base            {1} tabanında {0}
limit           limit, {0},
approaches      yaklaşırken
over-set        {0}, {1} üzerinden,
from-to         {0}, alt sınır {1}, üst sınır {2},
from            {0}, alt sınır {1},
to              {0}, üst sınır {1},
hat             {0} şapka
check           {0} ters şapka
tilde           {0} tilde
bar             {0} üst çizgi
underlined      {0} alt çizgi
dot             {0} nokta
double-dot      {0} çift nokta
triple-dot      {0} üç nokta
breve           {0} yay
acute           {0} akut
grave           {0} grav
ring            {0} halka
vector          vektör {0}
brace-above     {0}, üstünde süslü parantez
brace-below     {0}, altında süslü parantez
labelled        {0}, adı {1},
above           {0}, üstünde {1},
below           {0}, altında {1},
matrix          {0} satır {1} sütunlu matris. {2} matris sonu,
determinant     {0} satır {1} sütunlu determinant. {2} determinant sonu,
array           {0} satır {1} sütunlu tablo. {2} tablo sonu,
row             Satır {0}: {1}.
cases           {0} durum. {1} durumların sonu,
case            Durum {0}: {1}.
lines           {0} satır. {1}
line            Satır {0}: {1}.
cancelled       {0} üstü çizili
blank           boş
unit-squared    {0}kare
unit-cubed      {0}küp
per             bölü {0}
"""
    ),
    signs=table(
        """
+ artı
- eksi
− eksi
± artı eksi
∓ eksi artı
× çarpı
⋅ çarpı
· çarpı
∗ yıldız
* yıldız
⋆ yıldız
÷ bölü
/ bölü
∕ bölü
∖ fark
\\ fark
∘ bileşke
∙ çarpı
• çarpı
⊕ direkt toplam
⊗ tensör çarpımı
⊙ daire içinde nokta
⊖ daire içinde eksi
= eşittir
≠ eşit değildir
≡ denktir
≢ denk değildir
≈ yaklaşık eşittir
≅ eştir
≃ asimptotik eşittir
∼ benzerdir
~ benzerdir
∝ orantılıdır
≐ limitte eşittir
≜ tanım olarak eşittir
≔ tanım olarak eşittir
:= tanım olarak eşittir
< küçüktür
> büyüktür
≤ küçük eşittir
⩽ küçük eşittir
≥ büyük eşittir
⩾ büyük eşittir
≪ çok küçüktür
≫ çok büyüktür
≲ küçük veya yaklaşık eşittir
≳ büyük veya yaklaşık eşittir
≺ önce gelir
≻ sonra gelir
∈ elemanıdır
∉ elemanı değildir
∋ elemanı içerir
⊂ öz alt kümesidir
⊆ alt kümesidir
⊄ alt kümesi değildir
⊃ öz üst kümesidir
⊇ üst kümesidir
∪ birleşim
∩ kesişim
⋃ birleşim
⋂ kesişim
∅ boş küme
∀ her
∃ vardır
∄ yoktur
∧ ve
∨ veya
⋀ ve bağlacı
⋁ veya bağlacı
¬ değil
⇒ ise
⟹ ise
⇐ gerektirir ters yönde
⇔ ancak ve ancak
⟺ ancak ve ancak
⊢ kanıtlar
⊨ modelidir
⊥ diktir
∥ paraleldir
∣ öyle ki
∤ bölmez
→ ok
⟶ ok
← sola ok
↔ çift yönlü ok
↦ gönderir
⟼ gönderir
↑ yukarı ok
↓ aşağı ok
⇌ dengededir
∴ o halde
∵ çünkü
∑ toplam
∏ çarpım
∐ eş çarpım
∫ integral
∬ iki katlı integral
∭ üç katlı integral
∮ kapalı eğri integrali
∂ kısmi
∇ nabla
∆ delta
∞ sonsuz
ℏ h bar
ℓ l
ı noktasız i
ȷ noktasız j
ℵ alef
ℜ gerçel kısım
ℑ sanal kısım
∠ açı
△ üçgen
□ kare işareti
° derece
′ prim
″ çift prim
‴ üç prim
… üç nokta
⋯ üç nokta
... üç nokta
⋮ dikey üç nokta
⋱ çapraz üç nokta
! faktöriyel
% yüzde
‰ binde
& ve
# numara
, virgül
; noktalı virgül
: iki nokta
. nokta
? soru işareti
| dikey çizgi
‖ çift dikey çizgi
( parantez aç
) parantez kapa
[ köşeli parantez aç
] köşeli parantez kapa
{ süslü parantez aç
} süslü parantez kapa
⟨ açılı parantez aç
⟩ açılı parantez kapa
⌊ taban aç
⌋ taban kapa
⌈ tavan aç
⌉ tavan kapa
_ alt çizgi
^ şapka
` grav
¯ üst çizgi
⊤ transpoz
† hançer
‡ çift hançer
ℝ gerçel sayılar
ℕ doğal sayılar
ℤ tam sayılar
ℚ rasyonel sayılar
ℂ karmaşık sayılar
α alfa
β beta
γ gama
δ delta
ε epsilon
ϵ epsilon
ζ zeta
η eta
θ teta
ϑ teta
ι iyota
κ kapa
ϰ kapa
λ lamda
μ mü
µ mikro
ν nü
ξ ksi
ο omikron
π pi
ϖ pi
ρ ro
ϱ ro
σ sigma
ς sigma
τ tau
υ üpsilon
φ fi
ϕ fi
χ ki
ψ psi
ω omega
Γ büyük gama
Δ büyük delta
Θ büyük teta
Λ büyük lamda
Ξ büyük ksi
Π büyük pi
Σ büyük sigma
Υ büyük üpsilon
Φ büyük fi
Ψ büyük psi
Ω büyük omega
"""
    ),
    functions=table(
        """
sin sinüs
cos kosinüs
tan tanjant
cot kotanjant
sec sekant
csc kosekant
arcsin arksinüs
arccos arkkosinüs
arctan arktanjant
sinh hiperbolik sinüs
cosh hiperbolik kosinüs
tanh hiperbolik tanjant
coth hiperbolik kotanjant
log logaritma
ln doğal logaritma
lg onluk logaritma
exp üstel
lim limit
max maksimum
min minimum
sup supremum
inf infimum
argmax argüman maksimum
argmin argüman minimum
det determinant
dim boyut
ker çekirdek
deg derece
gcd en büyük ortak bölen
mod mod
"""
    ),
    units=table(
        """
m metre
km kilometre
cm santimetre
mm milimetre
nm nanometre
s saniye
ms milisaniye
min dakika
h saat
g gram
kg kilogram
mg miligram
t ton
ha hektar
L litre
l litre
mL mililitre
mol mol
K kelvin
C Celsius
Pa paskal
kPa kilopaskal
MPa megapaskal
hPa hektopaskal
J jul
kJ kilojul
N newton
W vat
kW kilovat
MW megavat
V volt
A amper
Hz hertz
kHz kilohertz
MHz megahertz
"""
    ),
    fractions=table(
        """
1/2 bir bölü iki
"""
    ),
)
