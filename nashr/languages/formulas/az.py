"""Azerbaijani: as formulas are read aloud in class, in phrases that need no case endings.

What is inside may be any formula, and no ending can be put behind it; so *x kvadrat* stands for
*x-in kvadratı*, and limits are named (*aşağı hədd*, *yuxarı hədd*).
"""

from nashr.languages.formula_words import FormulaWords, table

WORDS = FormulaWords(
    lang="az",
    patterns=table(
        """
squared         {0} kvadrat
cubed           {0} kub
power           {0} üstü {1}
nth-power       {0} üstü {1}
long-power      {0} üstü {1}, üstün sonu,
transposed      {0} transponirə
inverse         tərs {0}
degrees         {0} dərəcə
prime           {0} ştrix
double-prime    {0} iki ştrix
triple-prime    {0} üç ştrix
raised-sign     {0} yuxarıda {1}
index           {0} indeks {1}
long-index      {0} indeks {1}, indeksin sonu,
left-super      yuxarı indeks {0}
left-sub        aşağı indeks {0}
fraction        {0} böl {1}
long-fraction   kəsr, surətdə {0}, məxrəcdə {1}, kəsrin sonu,
binomial        {0} elementdən {1} elementli kombinezon sayı
root            kök altında {0}
long-root       kök altında {0}, kökün sonu,
cube-root       kub kök altında {0}
long-cube-root  kub kök altında {0}, kökün sonu,
nth-root        {1} dərəcəli kök altında {0}
long-nth-root   {1} dərəcəli kök altında {0}, kökün sonu,
negative        mənfi
positive        müsbət
capital         böyük {0}
bold            qalın {0}
script          əlyazma {0}
fraktur         qotik {0}
double-struck   qoşa xətli {0}
absolute        modul {0}
long-absolute   modul {0}, modulun sonu,
norm            norma {0}
long-norm       norma {0}, normanın sonu,
floor           tam hissə {0}, tam hissənin sonu,
ceiling         yuxarıya yuvarlaq {0}, yuvarlağın sonu,
set             çoxluq {0}, çoxluğun sonu,
set-builder     çoxluq, elementləri {0}, şərti {1}, çoxluğun sonu,
evaluated       {0}, {1} olduqda
evaluated-to    {0}, aşağı hədd {1}, yuxarı hədd {2}
apply           mötərizədə {0}
long-apply      {0}
of              {0}
base            {1} əsaslı {0}
limit           limit, {0},
approaches      yaxınlaşır
over-set        {0}, {1} üzrə,
from-to         {0}, aşağı hədd {1}, yuxarı hədd {2},
from            {0}, aşağı hədd {1},
to              {0}, yuxarı hədd {1},
hat             {0} şapkalı
check           {0} tərs şapkalı
tilde           {0} tildalı
bar             {0} üstü xətli
underlined      {0} altı xətli
dot             {0} nöqtəli
double-dot      {0} iki nöqtəli
triple-dot      {0} üç nöqtəli
breve           {0} qövslü
acute           {0} akut işarəli
grave           {0} qravis işarəli
ring            {0} halqalı
vector          vektor {0}
brace-above     {0}, üstündə fiqurlu mötərizə
brace-below     {0}, altında fiqurlu mötərizə
labelled        {0}, adı {1},
above           {0}, üstündə {1},
below           {0}, altında {1},
matrix          {0} sətirli {1} sütunlu matris. {2} matrisin sonu,
determinant     {0} sətirli {1} sütunlu determinant. {2} determinantın sonu,
array           {0} sətirli {1} sütunlu cədvəl. {2} cədvəlin sonu,
row             Sətir {0}: {1}.
cases           {0} hal. {1} halların sonu,
case            Hal {0}: {1}.
lines           {0} sətir. {1}
line            Sətir {0}: {1}.
cancelled       {0} üstündən xətt çəkilib
blank           boş
unit-squared    kvadrat {0}
unit-cubed      kub {0}
per             böl {0}
"""
    ),
    signs=table(
        """
+ üstəgəl
- çıx
− çıx
± müsbət mənfi
∓ mənfi müsbət
× vur
⋅ vur
· vur
∗ ulduz
* ulduz
⋆ ulduz
÷ böl
/ böl
∕ böl
∖ fərq
\\ fərq
∘ kompozisiya
∙ vur
• vur
⊕ düz cəm
⊗ tenzor hasili
⊙ dairədə nöqtə
⊖ dairədə minus
= bərabərdir
≠ bərabər deyil
≡ eynilik kimi bərabərdir
≢ eynilik kimi bərabər deyil
≈ təqribən bərabərdir
≅ konqruyentdir
≃ asimptotik bərabərdir
∼ oxşardır
~ oxşardır
∝ mütənasibdir
≐ limitdə bərabərdir
≜ tərifə görə bərabərdir
≔ tərifə görə bərabərdir
:= tərifə görə bərabərdir
< kiçikdir
> böyükdür
≤ kiçik bərabərdir
⩽ kiçik bərabərdir
≥ böyük bərabərdir
⩾ böyük bərabərdir
≪ çox kiçikdir
≫ çox böyükdür
≲ kiçik və ya təqribən bərabərdir
≳ böyük və ya təqribən bərabərdir
≺ əvvəl gəlir
≻ sonra gəlir
∈ daxildir
∉ daxil deyil
∋ elementi var
⊂ məxsusi altçoxluğudur
⊆ altçoxluğudur
⊄ altçoxluğu deyil
⊃ məxsusi üstçoxluğudur
⊇ üstçoxluğudur
∪ birləşmə
∩ kəsişmə
⋃ birləşmə
⋂ kəsişmə
∅ boş çoxluq
∀ hər bir
∃ mövcuddur
∄ mövcud deyil
∧ və
∨ və ya
⋀ konyunksiya
⋁ dizyunksiya
¬ deyil
⇒ onda
⟹ onda
⇐ ondan ki
⇔ yalnız və yalnız onda ki
⟺ yalnız və yalnız onda ki
⊢ çıxarılır
⊨ modeldir
⊥ perpendikulyardır
∥ paraleldir
∣ şərtilə
∤ bölmür
→ ox
⟶ ox
← sola ox
↔ ikitərəfli ox
↦ keçir
⟼ keçir
↑ yuxarı ox
↓ aşağı ox
⇌ tarazlıqdadır
∴ deməli
∵ çünki
∑ cəm
∏ hasil
∐ kohasil
∫ inteqral
∬ ikiqat inteqral
∭ üçqat inteqral
∮ qapalı kontur üzrə inteqral
∂ xüsusi de
∇ nabla
∆ delta
∞ sonsuzluq
ℏ h xətli
ℓ l
ı nöqtəsiz i
ȷ nöqtəsiz j
ℵ alef
ℜ həqiqi hissə
ℑ xəyali hissə
∠ bucaq
△ üçbucaq
□ kvadrat işarəsi
° dərəcə
′ ştrix
″ iki ştrix
‴ üç ştrix
… üç nöqtə
⋯ üç nöqtə
... üç nöqtə
⋮ şaquli üç nöqtə
⋱ diaqonal üç nöqtə
! faktorial
% faiz
‰ promil
& və
# nömrə
, vergül
; nöqtəli vergül
: iki nöqtə
. nöqtə
? sual işarəsi
| şaquli xətt
‖ qoşa şaquli xətt
( mötərizə açılır
) mötərizə bağlanır
[ kvadrat mötərizə açılır
] kvadrat mötərizə bağlanır
{ fiqurlu mötərizə açılır
} fiqurlu mötərizə bağlanır
⟨ bucaqlı mötərizə açılır
⟩ bucaqlı mötərizə bağlanır
⌊ tam hissə açılır
⌋ tam hissə bağlanır
⌈ yuxarıya yuvarlaq açılır
⌉ yuxarıya yuvarlaq bağlanır
_ alt xətt
^ şapka
` qravis
¯ üst xətt
⊤ transponirə
† xəncər
‡ qoşa xəncər
ℝ həqiqi ədədlər çoxluğu
ℕ natural ədədlər çoxluğu
ℤ tam ədədlər çoxluğu
ℚ rasional ədədlər çoxluğu
ℂ kompleks ədədlər çoxluğu
α alfa
β beta
γ qamma
δ delta
ε epsilon
ϵ epsilon
ζ dzeta
η eta
θ teta
ϑ teta
ι yota
κ kappa
ϰ kappa
λ lambda
μ mü
µ mikro
ν nü
ξ ksi
ο omikron
π pi
ϖ pi
ρ ro
ϱ ro
σ siqma
ς siqma
τ tau
υ ipsilon
φ fi
ϕ fi
χ xi
ψ psi
ω omeqa
Γ böyük qamma
Δ böyük delta
Θ böyük teta
Λ böyük lambda
Ξ böyük ksi
Π böyük pi
Σ böyük siqma
Υ böyük ipsilon
Φ böyük fi
Ψ böyük psi
Ω böyük omeqa
"""
    ),
    functions=table(
        """
sin sinus
cos kosinus
tan tangens
cot kotangens
sec sekans
csc kosekans
arcsin arksinus
arccos arkkosinus
arctan arktangens
sinh hiperbolik sinus
cosh hiperbolik kosinus
tanh hiperbolik tangens
coth hiperbolik kotangens
log loqarifm
ln natural loqarifm
lg onluq loqarifm
exp eksponent
lim limit
max maksimum
min minimum
sup supremum
inf infimum
argmax arqument maksimum
argmin arqument minimum
det determinant
dim ölçü
ker nüvə
deg dərəcə
gcd ən böyük ortaq bölən
mod modul
"""
    ),
    units=table(
        """
m metr
km kilometr
cm santimetr
mm millimetr
nm nanometr
s saniyə
ms millisaniyə
min dəqiqə
h saat
g qram
kg kiloqram
mg milliqram
t ton
ha hektar
L litr
l litr
mL millilitr
mol mol
K kelvin
C Selsi
Pa paskal
kPa kilopaskal
MPa meqapaskal
hPa hektopaskal
J coul
kJ kilocoul
N nyuton
W vatt
kW kilovatt
MW meqavatt
V volt
A amper
Hz hers
kHz kilohers
MHz meqahers
"""
    ),
    fractions=table(
        """
/2 ikidə {0}
/3 üçdə {0}
/4 dörddə {0}
/5 beşdə {0}
/6 altıda {0}
/7 yeddidə {0}
/8 səkkizdə {0}
/9 doqquzda {0}
/10 onda {0}
/100 yüzdə {0}
"""
    ),
)
