## The verdict: the word under the mark, and the small line under the word

word-accept = Valid
word-refuse = Not valid
word-undecided = Cannot tell yet
word-expired = Expired
word-not-yet = Not valid yet
word-other = Not verified

note-base45 = Code incomplete
note-cose = Code incomplete
note-genuine = Signature genuine
note-issuer-unknown = Issuer not known
note-not-health-code = Not a health code
note-picture = Picture unreadable
note-prefix = Not a code we know
note-schema = Content breaks the rules
note-signature = Signature is wrong
note-time = Signature genuine
note-time-unverified = Signature not verified
note-unsupported = Not judged yet
note-usage = Signer has no such right
note-zlib = Code incomplete

## What to do next

next-base45 = Part of the code is missing or damaged. Take a new picture of the original, or ask the issuer for it again.
next-cose = Part of the code is missing or damaged. Take a new picture of the original, or ask the issuer for it again.
next-expired = If you need a new one, ask the issuer.
next-genuine = Compare name and birth date with an identity document.
next-issuer-unknown = Ask the issuer for its certificate, add it and check again.
next-not-health-code = It carries no signature that can be checked; anybody can make one. Ask for the original proof.
next-not-yet = It is not valid yet: keep it. Also see whether this computer's clock is right.
next-picture = Try again with a clear and whole picture.
next-prefix = This is not a health code that can be checked. Try the original.
next-schema = The issuer wrote content that breaks the rules. Ask for a new one.
next-signature = The content may have been changed: do not use it. Ask for the original.
next-unsupported = This version cannot check this kind of code yet. Look at the paper.
next-usage = The signer has no right to issue this kind of certificate: do not use it.
next-zlib = Part of the code is missing or damaged. Take a new picture of the original, or ask the issuer for it again.

## First line of a slip: what it is, and from whom

what-vaccination = Vaccination certificate
what-test = Test certificate
what-recovery = Recovery certificate
what-unknown = Health code
what-shc = SMART Health Card
what-kc1 = Kincode
what-vds-nc = International travel health proof
what-link = Link to health records
what-other = Another 2-D code
from-issuer = { $what } · { $issuer }
from-unknown = { $what } · says it is from { $country }

## Second line of a slip: until when

until = Until { $date }
until-expired = Expired { $date }
until-not-yet = Valid from { $date }
until-claimed = It says until { $date }
until-claimed-expired = It says until { $date }, which is past
until-none = No end date
until-unread = No date could be read
date = { $day } { $month } { $year }
date-month = { $month } { $year }
date-year = { $year }

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## The four answers

answer-signature = Signature
answer-signature-good = Genuine
answer-signature-bad = Wrong
answer-signature-unknown = Not checked
answer-issuer = Issuer
answer-issuer-known = On the trust list
answer-issuer-unknown = Not known
answer-status = Revoked?
answer-status-not-offered = Issuer does not say
answer-status-unread = Not checked
answer-rules = Local rules
answer-rules-unknown = Not set

## Details

fact-name = Name
fact-name-latin = Latin letters
fact-birth = Born
fact-disease = Disease
fact-vaccine = Kind of vaccine
fact-product = Vaccine
fact-manufacturer = Manufacturer
fact-dose = Dose
dose = { $dose } of { $series }
fact-day = Vaccinated on
fact-method = Kind of test
fact-test-name = Test
fact-device = Device
fact-sampled = Sample taken
fact-result = Result
fact-centre = Test centre
fact-positive = First positive test
fact-from = Usable
period = { $from } to { $until }
fact-country = Country or region
fact-issuer = Issuer
fact-identifier = Certificate number
fact-issued = Issued
fact-expires = Code expires
fact-format = Format
fact-key = Key number
moment = { $date } { $time }

## On paper

paper-title = Health code on paper
paper-unverified = NOT VERIFIED
paper-holder-hidden = Name not verified, not printed
paper-until = Valid until
paper-birth = Born
paper-issuer = Issuer
paper-what = Content
paper-match = Compare with an identity document.
paper-offline = The code carries a signature and can be checked offline.

## What happened, and what to do

err-already-there = { $name } exists already and was left alone.
rec-already-there = Choose another name, or add --force to replace it.
err-closed = This was closed already.
rec-closed = Drop it in once more.
err-damaged = { $name } cannot be opened: it is not whole, or not of the kind it says.
rec-damaged = Download it or take the picture again, then drop it in.
err-encrypted = { $name } is a PDF with a password and cannot be read.
rec-encrypted = Remove the password in a PDF program, save a copy and drop that in.
err-fonts = The fonts for printing are missing.
rec-fonts = Install again; when running from source, run cargo xtask fonts first.
err-glyph = The font has no “{ $character }” ({ $code }); it would print as nothing, so nothing was printed.
rec-glyph = Tell us about this character, or print without the name.
err-heic = { $name } is a HEIC photo and cannot be read here.
rec-heic = Send it again as “Most Compatible” (JPEG), or take a screenshot.
err-no-trust = There is no usable certificate in { $name }.
rec-no-trust = Ask for the signer's certificate as PEM or DER (.pem, .cer, .crt).
err-nothing-to-print = There is no code to print.
rec-nothing-to-print = Drop in a health code that can be read first.
err-not-readable-again = The printed code did not read back, so it was not handed out.
rec-not-readable-again = Try the next larger stock.
err-refused-slip = A code is expired, forged or otherwise refused; nothing was printed.
rec-refused-slip = If you mean to, press “Print anyway” (or add --even-refused).
err-save = Could not save to { $name }.
rec-save = See whether the disk is full or the place is read-only, and save again.
err-settings = This setting could not be kept.
rec-settings = See whether the disk is full or read-only. It holds while the window is open.
err-text-too-long = “{ $field }” is too long for this stock.
rec-text-too-long = Choose the next larger stock.
err-too-dense = This code is too dense to scan from this stock.
rec-too-dense = Choose the next larger stock: a full A4 page.
err-too-large = { $name } is too large to open safely.
rec-too-large = Cut it down to the part with the code and drop it in again.
err-unknown-file = { $name } is not a picture, a PDF or a text.
rec-unknown-file = Save it as PNG, JPEG, WebP or PDF and drop it in.
err-unreadable = { $name } cannot be read.
rec-unreadable = See whether the file is still there and may be read.
err-viewer = No program for PDFs could be opened.
rec-viewer = Save it as a file and open it yourself.
