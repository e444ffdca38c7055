## The verdict: the word under the mark, and the small line under the word

word-accept = Valid
word-refuse = Not valid
word-undecided = Cannot tell yet
word-expired = Expired
word-not-yet = Not valid yet
word-other = Not verified
word-rules = Not accepted here

note-archive = Genuine; historical list
note-base45 = Code incomplete
note-certificate = Signer’s certificate damaged
note-chunk = A part is missing
note-clock = This clock is wrong
note-cose = Code incomplete
note-deflate = Code incomplete
note-genuine = Signature genuine
note-issuer = Uses another issuer’s name
note-issuer-unknown = Issuer not known
note-json = Code incomplete
note-jws = Code incomplete
note-link = This is a link
note-not-health-code = Not a health code
note-numeric = Code incomplete
note-picture = Picture unreadable
note-prefix = Not a code we know
note-revoked = Taken back
note-rules = Genuine; { $why }
note-schema = Content breaks the rules
note-signature = Signature is wrong
note-status-unknown = Revocation list not fresh
note-time = Signature genuine
note-time-unverified = Signature not verified
note-trust-too-old = Genuine; list too old
note-unsupported = Not supported yet
note-usage = Signer has no such right
note-zlib = Code incomplete

## What to do next

next-archive = The list of its issuer was closed years ago; all that can be said is that the signature is genuine. Ask for a current proof.
next-base45 = Part of the code is missing or damaged. Take a new picture of the original, or ask the issuer for it again.
next-certificate = The signer’s certificate inside the code cannot be read. Ask the issuer for a new one.
next-chunk = This card is spread over several QR codes. Add the others too, or take one picture of all.
next-clock = This computer’s clock is earlier than the trust list was signed. Set it right and check again.
next-cose = Part of the code is missing or damaged. Take a new picture of the original, or ask the issuer for it again.
next-deflate = Part of the code is missing or damaged. Take a new picture of the original, or ask the issuer for it again.
next-expired = If you need a new one, ask the issuer.
next-genuine = Compare name and birth date with an identity document.
next-issuer = Whoever signed it is not the issuer that it names: do not use it.
next-issuer-unknown = Ask the issuer for its certificate, add it and check again.
next-json = Part of the code is missing or damaged. Take a new picture of the original, or ask the issuer for it again.
next-jws = Part of the code is missing or damaged. Take a new picture of the original, or ask the issuer for it again.
next-link = It holds only an address. Without the network there is nothing to see, and Kincode does not open it for you. Ask for the proof itself.
next-not-health-code = It carries no signature that can be checked; anybody can make one. Ask for the original proof.
next-not-yet = It is not valid yet: keep it. Also see whether this computer’s clock is right.
next-numeric = Part of the code is missing or damaged. Take a new picture of the original, or ask the issuer for it again.
next-picture = Try again with a clear and whole picture.
next-prefix = This is not a health code that can be checked. Try the original.
next-revoked = Its issuer has taken it back. The person can ask the issuer for a new one.
next-rules = The code is genuine, but the rules here do not take it. Ask where it is to be shown.
next-schema = The issuer wrote content that breaks the rules. Ask for a new one.
next-signature = The content may have been changed: do not use it. Ask for the original.
next-status-unknown = This issuer publishes a revocation list, and it is missing or too old here. Update the lists and check again.
next-then = { $first } { $then }
next-trust-too-old = The trust list has not been renewed for too long. Update the lists and check again.
next-unsupported = This version cannot check this kind of code yet. Look at the paper.
next-usage = The signer has no right to issue this kind of certificate: do not use it.
next-zlib = Part of the code is missing or damaged. Take a new picture of the original, or ask the issuer for it again.

## First line of a slip: what it is, and from whom

what-vaccination = Vaccination certificate
what-icvp = International vaccination certificate
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
answer-issuer-known = On the trust list (of { $ago })
answer-issuer-known-undated = On the trust list
answer-issuer-archive = On a historical list, closed
answer-issuer-too-old = On the trust list, which is too old (of { $ago })
answer-issuer-too-old-undated = On the trust list, which is too old
answer-issuer-unknown = Not known
answer-status = Revoked?
answer-status-good = No (list of { $ago })
answer-status-good-undated = No
answer-status-missing = The issuer’s list is not here
answer-status-revoked = Yes (list of { $ago })
answer-status-revoked-undated = Yes
answer-status-too-old = The list is too old (of { $ago })
answer-status-too-old-undated = The list is too old
answer-status-not-offered = Issuer does not say
answer-status-unread = Not checked
answer-rules = Local rules
answer-rules-unset = No region chosen
answer-rules-why = { $answer }: { $why }
answer-rules-whose = { $answer } ({ $whose })

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
dose-alone = Dose { $dose }
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
period-from = from { $from }
period-to = until { $to }
fact-country = Country or region
fact-issuer = Issuer
fact-identifier = Certificate number
fact-issued = Issued
fact-expires = Code expires
fact-format = Format
fact-guardian = Parent or guardian
fact-document = Document number
fact-address = Issuer’s address
fact-lot = Lot
fact-counts = Counts
fact-key = Key number
event-unread = One more entry is not shown ({ $what })
moment = { $date } { $time }

## Stocks

stock-a4 = A4 page
stock-a5 = A5 page
stock-a4-fold = A4, folded twice
stock-large-type = A4 in large type
stock-lanyard = Lanyard badge
stock-id1 = Cards, 10 a page
stock-id1-single = Single card
stock-labels24 = Labels, 24 a page
stock-l7160 = Labels, 21 a page
stock-own = Own size

## On paper

paper-title = Health code on paper
paper-unverified = NOT VERIFIED
paper-holder-hidden = Name not verified, not printed
paper-until = Valid until
paper-birth = Born
paper-issuer = Issuer
paper-what = Content
paper-more = More entries
paper-other = Also
paper-match = Compare with an identity document.
paper-offline = The code carries a signature and can be checked offline.
paper-pinyin = pinyin, not registered
paper-notch = Cut out the triangle at the edge: fingers then find the code.
print-first-sheet = Print this page alone first and scan any three of its codes. If all three read, print the other pages.
calibrate-title = Printer calibration
calibrate-print = 1. Print at 100 %, not “fit to page”.
calibrate-left = 2. Measure from the left edge of the paper to the upright ruler: { $at }.0 mm. Add what is missing to “Right”, or take off what is too much.
calibrate-top = 3. Measure from the upper edge to the level ruler: { $at }.0 mm. Add what is missing to “Down”, or take off what is too much.
calibrate-wide = 4. Measure the level ruler: { $across }.0 mm. For every 0.15 mm that is missing add 0.1 % to “Wider”.
calibrate-high = 5. Measure the upright ruler: { $down }.0 mm. For every 0.2 mm that is missing add 0.1 % to “Higher”.
calibrate-again = Enter the numbers and print this page again; when all four are right, the printer is calibrated.

## Trust lists

list-csca = Countries’ travel document authorities (VDS-NC)
list-hc1-dsc = Issuers of EU Digital Certificates
list-shc-jwks = Issuers of SMART Health Cards
list-shc-crl = Revoked SMART Health Cards
list-vci = VCI directory: issuers of SMART Health Cards
list-who-did = WHO’s list
list-what = { $issuers } issuers, { $keys } keys
age-given = For this time only
age-added = Added { $ago } ({ $date })
age-archive = Historical: closed { $date }
age-as-of = As of { $date } ({ $ago })
age-current = As of { $date } ({ $ago }), usable until { $until }
age-too-old = As of { $date }, too old since { $until }
ago-today = today
ago-yesterday = yesterday
ago-days = { $days } days ago
scope-hc1 = Issuers of EU and WHO certificates (HC1)
scope-kc1 = The Kincode authority { $authority }
scope-log = Public logs
scope-packs = Region rules
scope-shc = Issuers of SMART Health Cards
scope-vds = Authorities of travel health proofs (VDS-NC)
added-keys = Added: { $count } keys can be used.
added-file = The lists are up to date.
added-file-dropped = The lists are up to date; { $count } entries are out of scope or withdrawn and do not count.
added-same = This list is here already; nothing changed.
removed-list = Removed.
notice-clock-behind-what = This computer’s clock is wrong: the lists were signed on { $date }, and it shows an earlier time.
notice-clock-behind-next = Set the clock. Until then, every answer that depends on time is “cannot tell yet”.
notice-clock-ahead-what = The lists were signed on { $date }, more than a day after this computer’s time.
notice-clock-ahead-next = One of the two clocks is wrong: check this computer’s.
notice-lists-old-what = The trust lists have not been renewed for too long.
notice-lists-old-next = Update them, or add a new file from a USB stick; until then some codes can only be “cannot tell yet”.
notice-lists-damaged-what = A stored list is damaged and is not used.
notice-lists-damaged-next = Add it again.

## What happened, and what to do

err-already-there = { $name } exists already and was left alone.
rec-already-there = Choose another name, or add --force to replace it.
err-closed = This was closed already.
rec-closed = Drop it in once more.
err-damaged = { $name } cannot be opened: it is incomplete, or not of the kind it claims to be.
rec-damaged = Download it or take the picture again, then drop it in.
err-encrypted = { $name } is a PDF with a password and cannot be read.
rec-encrypted = Remove the password in a PDF program, save a copy and drop that in.
err-fonts = The fonts for printing are missing.
rec-fonts = Install again; when running from source, run cargo xtask fonts first.
err-glyph = The font has no “{ $character }” ({ $code }); it would print as nothing, so nothing was printed.
rec-glyph = Tell us about this character, or print without the name.
err-heic = { $name } is a HEIC photo and cannot be read here.
rec-heic = Send it again as “Most Compatible” (JPEG), or take a screenshot.
err-list-damaged = { $name } is damaged: incomplete, or not in its format.
rec-list-damaged = Download it or ask for it again. The list you had is unchanged.
err-list-keys = { $name } holds a key that breaks its format and cannot be used.
rec-list-keys = Ask its publisher to correct it. Nothing in it was used.
err-list-not-pinned = The publisher of { $name } is not one that you trust. { $code }
rec-list-not-pinned = Compare the fingerprint with the publisher first, then add it.
err-list-not-yet = { $name } was signed more than a day in the future.
rec-list-not-yet = See whether this computer’s clock is right; if so, ask the publisher for a new one.
err-list-older = { $name } is older than the list here ({ $code }).
rec-list-older = There is nothing to add: the list here is newer. To go back, remove the publisher first.
err-list-practice = { $name } is for practice and does not count here.
rec-list-practice = Add it in the practice window.
err-list-root-skipped = { $name } does not follow from the list here: a change of keys in between is missing, or does not match.
rec-list-root-skipped = Ask the publisher for the whole file; if it is a new publisher, compare the new fingerprint.
err-list-scope = A part is outside its publisher’s declared scope.
rec-list-scope = Name it with --scope, or leave that part out.
err-list-signature = The signature of { $name } is wrong: it may have been changed.
rec-list-signature = Do not use it. Get it from its publisher again.
err-list-two-tongues = { $name } has the same number as the list here, but other content ({ $code }).
rec-list-two-tongues = The publisher contradicts itself. Your list is unchanged; tell the publisher both fingerprints.
err-list-unsigned = { $name } needs its signature file (.sig) beside it.
rec-list-unsigned = Put both files in.
err-network = The lists could not be fetched.
rec-network = Check the network and the address, or add a file from a USB stick. Your lists are unchanged.
err-no-trust = There is no usable key or certificate in { $name }.
rec-no-trust = Ask for a trust file (.kct), certificates (.pem, .cer) or a key set (jwks.json, did.json).
err-no-such-place = A page of this stock has { $name } places.
rec-no-such-place = Start at a place from 1 to { $name }.
err-no-such-page = There are { $name } pages.
rec-no-such-page = Choose pages from 1 to { $name }.
err-own-size = Nothing can be printed at your own size: { $name }.
rec-own-size = A slip takes at least 50 × 20 mm (90 × 120 mm if it is upright), a page 50 to 420 mm. Change margins, gaps, columns or rows.
err-printer = The measures of the printer “{ $name }” are out of range.
rec-printer = It may be moved by 10 mm and stretched by 5 % at most. Measure the calibration page again.
err-not-readable-again = The printed code could not be read back, so it was not handed out.
rec-not-readable-again = Try the next larger stock.
err-nothing-to-print = There is no code to print.
rec-nothing-to-print = Drop in a health code that can be read first.
err-paste-nothing = There is neither a picture nor a text to paste.
rec-paste-nothing = Copy a screenshot or a text first, then press Ctrl+V.
err-refused-slip = A code is expired, forged or otherwise refused; nothing was printed.
rec-refused-slip = If you mean to, press “Print invalid codes anyway” (or add --even-refused).
err-save = Could not save to { $name }.
rec-save = Check whether the disk is full or the place is read-only, and save again.
err-scan = What was scanned is not a health code.
rec-scan = Aim at the code on the proof and scan again. The scanner must be set to an English keyboard and read QR codes.
err-scan-case = The scan has capital and small letters swapped.
rec-scan-case = Switch Caps Lock off and scan again.
err-settings = This setting could not be saved.
rec-settings = Check whether the disk is full or read-only. It holds while the window is open.
err-sign = It could not be signed.
rec-sign = Check that the key file is there and right.
err-text-too-long = “{ $field }” is too long for this stock.
rec-text-too-long = Choose the next larger stock.
err-too-dense = This code is too dense to scan from this stock.
rec-too-dense = Choose the next larger stock: { $stock }.
err-too-large = { $name } is too large to open safely.
rec-too-large = Cut it down to the part with the code and drop it in again.
err-too-long-for-qr = This card holds more than one QR code can.
rec-too-long-for-qr = Save it as a file, or ask the issuer for a smaller one.
err-backup-file = { $name } is an encrypted Kincode backup, not a health code.
rec-backup-file = Open it with “Restore a backup” to see first what is in it.
err-trust-file = { $name } is a list of keys, not a health code.
rec-trust-file = Add it under “Trusted lists”.
err-unknown-file = { $name } is not a picture, a PDF or a text.
rec-unknown-file = Save it as PNG, JPEG, WebP or PDF and drop it in.
err-unreadable = { $name } cannot be read.
rec-unreadable = Check that the file is still there and may be read.
err-viewer = No program for PDFs could be opened.
rec-viewer = Save it as a file and open it yourself.

## Tray and system notifications: no names

remind-expiring = A code expires soon. Open Kincode to see which.
remind-title = 亲码 Kincode
tray-lock = Lock
tray-open = Open Kincode
tray-quit = Quit
