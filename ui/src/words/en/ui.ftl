## Window

room-check = Check
rail-rooms = Rooms
rail-window = Window
rail-trust = Trust
rail-keys = Keys
rail-other-language = 中文
theme-system = System
theme-light = Light
theme-dark = Dark
theme-change = Appearance: { $theme }. Press to change.
close = Close

## Putting codes in

empty-headline = Put a code in and see what it is worth
empty-line = A photo, a PDF, a screenshot or text. No account, no password.
drop-here = Drop it here, or press Ctrl+V to paste
drop-choose = Choose files
drop-more = Put in another
drop-anywhere = Drop it anywhere in this window, or press Ctrl+V to paste
drop-release = Let go and it will be checked
honest = Kincode is not a government health code and cannot verify codes of WeChat or Alipay. What your codes say stays on this computer and is gone when you close the window.
pasted = Pasted content

## Reading

reading = Reading { $index } of { $count }
reading-page = Page { $page } / { $pages }
reading-stop = Stop
problem-dismiss = Got it
problem-nothing = No code was found in it.
problem-nothing-next = Try again with a sharper picture that shows the whole code.
problem-unreadable = This could not be opened.
problem-unreadable-next = Save it as a picture or a PDF first, then put it in. Open a folder and choose the files inside.
problem-window = Something went wrong in the window, and this step was not done.
problem-window-next = Please try again. If it stays, close the window and open it anew.

## Slips

desk-title = Check
desk-count = { $count ->
    [one] 1 code, { $chosen } selected
   *[other] { $count } codes, { $chosen } selected
 }
desk-clear = Clear
desk-clear-sure = Press again to clear
desk-add = Add
desk-all = Select all
desk-slips = Checked codes
tally = { $count ->
    [one] 1 code on the desk
   *[other] { $count } codes on the desk
 }
tally-accept = valid
tally-undecided = undecided
tally-refuse = not valid
slip-choose = Select for printing
slip-choose-never = There is nothing to print
slip-details = Show details
slip-details-close = Hide details
slip-aside = Lay aside
slip-trust = Trust its issuer
slip-from = From { $source }
slip-unverified = Not verified
slip-claimed-title = Not verified
slip-claimed-warning = Nothing below has been confirmed, and anyone could have written it. Please do not act on it.
slip-answers = What was checked
slip-facts = What the code says
slip-birth = Born { $birth }
slip-spoken = { $word }. { $title }. { $until }

aside-done = Laid aside.
aside-undo = Put back
aside-back = Put back.
clear-done = Cleared. Nothing of what you looked at was kept.

## Trust

trust-title = Trusted issuers
trust-line = Only codes signed by the issuers listed here can count as valid.
trust-empty = No issuer is trusted yet.
trust-empty-next = Ask a health authority or another source you rely on for its certificate file, then add it here.
trust-add = Add certificate
trust-remove = Remove
trust-remove-sure = Press again to remove
trust-removed = Removed. The codes on the desk were checked again.
offer-title = { $count ->
    [one] Trust this issuer?
   *[other] Trust these { $count } issuers?
 }
offer-line = Codes that it signed will then count as valid. Make sure first that the certificate comes from a source you rely on.
offer-confirm = Trust
offer-cancel = Not now
offer-done = Trusted. The codes on the desk were checked again.
offer-known = All of its certificates are trusted already.
certificate-country = Country or region
certificate-until = Certificate ends
certificate-fingerprint = Fingerprint
certificate-ended = Ended
certificate-added = Trusted

## Print

print = Print
print-title = Print
print-stock = Paper
print-stock-a4 = A4 full page
print-stock-id1 = ID-1 card
print-langs = Language
print-zh = 中文
print-en = English
print-both = Both
print-making = Laying out and reading each code once more
print-nothing = No code to print
print-read = Every code was read again at 300 and 150 dpi.
print-read-300 = { $count ->
    [one] Every code was read again at 300 dpi; 1 cannot be read at 150 dpi. Print at 300 dpi or more.
   *[other] Every code was read again at 300 dpi; { $count } cannot be read at 150 dpi. Print at 300 dpi or more.
 }
print-unread = { $count ->
    [one] 1 code could not be read from the page, so it cannot be saved. Choose another paper.
   *[other] { $count } codes could not be read from the page, so it cannot be saved. Choose another paper.
 }
print-marked = { $count ->
    [one] 1 code is not verified. NOT VERIFIED is printed across it, and no name.
   *[other] { $count } codes are not verified. NOT VERIFIED is printed across them, and no name.
 }
print-refused = { $count ->
    [one] 1 code is not valid and was left out.
   *[other] { $count } codes are not valid and were left out.
 }
print-refused-in = { $count ->
    [one] 1 code that is not valid is printed too; the paper says so.
   *[other] { $count } codes that are not valid are printed too; the paper says so.
 }
print-refused-press = Print invalid codes anyway
print-refused-out = Leave invalid codes out
print-pages = Page { $page } / { $pages }
print-previous = Previous page
print-next = Next page
print-preview = Print preview, page { $page } of { $pages }
print-count = { $count ->
    [one] 1 code, { $pages ->
        [one] 1 page
       *[other] { $pages } pages
     }, smallest square { $module } mm
   *[other] { $count } codes, { $pages ->
        [one] 1 page
       *[other] { $pages } pages
     }, smallest square { $module } mm
 }
print-save = Save as PDF
print-open = Open and print
print-saved = Saved: { $name }
print-opened = Opened in your system’s viewer.

## Keys

keys-title = Keys
keys-choose = Choose files
keys-paste = Paste a picture or text
keys-print = Print the selected codes
keys-move = Move between slips
keys-details = Show details, and hide them again
keys-aside = Lay the slip aside
keys-undo = Put it back
keys-close = Close what is open
keys-keys = Show the keys
