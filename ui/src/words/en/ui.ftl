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
theme-contrast = Contrast
theme-change = Appearance: { $theme }. Press to change.
close = Close

## Putting codes in

empty-headline = Put a code in and see if you can trust it
empty-line = A photo, a PDF, a screenshot, text or a scanner. No account, no password.
drop-here = Drop it here, or press Ctrl+V to paste
drop-choose = Choose files
drop-more = Add another
drop-anywhere = Drop it anywhere in this window, or press Ctrl+V to paste
drop-release = Let go and it will be checked
honest = Kincode is not a government health code and cannot verify codes of WeChat or Alipay. What your codes say stays on this computer and is gone when you close the window.
pasted = Pasted content

## Reading

reading = Reading { $index } of { $count }
reading-page = Page { $page } / { $pages }
reading-stop = Stop
going-for = { $seconds } s so far
problem-dismiss = Got it
problem-nothing = No code was found in it.
problem-nothing-next = Try again with a sharper picture that shows the whole code.
problem-unreadable = This could not be opened.
problem-unreadable-next = Save it as a picture or a PDF first, then add it. For a folder, open it and choose the files inside.
problem-window = Something went wrong in the window, and this step was not done.
problem-window-next = Please try again. If it keeps happening, close the window and open it again.

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
desk-scanned = Code just scanned
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
slip-aside = Set aside
slip-trust = Trust its issuer
slip-from = From { $source }
slip-unverified = Not verified
slip-claimed-title = Not verified
slip-claimed-warning = Nothing below has been confirmed, and anyone could have written it. Please do not act on it.
slip-answers = What was checked
slip-facts = What the code says
slip-birth = Born { $birth }
slip-spoken = { $word }. { $title }. { $until }

aside-done = Set aside.
aside-undo = Put back
aside-back = Put back.
clear-done = Cleared. Nothing of what you looked at was kept.

## Scanner

scan-sign = A scanner works right away
scan-test = Try the scanner
scan-next = Scan the next one
scan-choose = Select for printing
scan-dialog = Close what is open, then scan again.
scan-short = { $count ->
    [one] 1 character was scanned: too short for a health code.
   *[other] { $count } characters were scanned: too short for a health code.
 }
scanner-title = Scanner test
scanner-ask = Scan this code with your scanner
scanner-wait = There is no need to press a key or click a field first.
scanner-code = For testing only; there is nothing about a person in it
scanner-arrived = { $count ->
    [one] 1 character, { $pace } ms from key to key, { $ending }
   *[other] { $count } characters, { $pace } ms from key to key, { $ending }
 }
scanner-again = Scan again, or scan another code.
scanner-end-enter = ended by Enter
scanner-end-tab = ended by Tab
scanner-end-lf = ended by a line feed
scanner-end-silence = without an ending key
scanner-good = The scanner works: every character is right
scanner-good-next = Close this and start checking.
scanner-read = It arrived, and nothing looks wrong
scanner-read-next = To have every character compared, scan the test code on the screen.
scanner-lowered = Capital letters became small ones
scanner-lowered-next = Turn “case conversion” off as the scanner’s manual says, or restore factory settings.
scanner-raised = Small letters became capital ones
scanner-layout = Some characters came out wrong
scanner-layout-next = Set the scanner’s keyboard language to “USA” as its manual says.
scanner-lost = Some characters are missing
scanner-lost-next = The scanner types too fast. Raise its “inter-character delay” one step; if it is wireless, move it closer.
scanner-extra = Something extra came before or after the code
scanner-extra-next = Remove any prefix and suffix (see the manual); keep only Enter.
scanner-nothing = No key has arrived yet
scanner-nothing-next = Check the cable, and whether the scanner beeps. It must work as “USB keyboard” (HID), not as a serial port.
scanner-slow = Keys arrived, but too slowly for a scanner
scanner-slow-next = If it is a scanner, set its “inter-character delay” to the minimum.
scanner-no-ending = There is no Enter at the end, so each scan takes a moment longer
scanner-no-ending-next = For faster scans, add the suffix “Enter” (see the manual).
scanner-composed = A Chinese input method is on; that is fine
scanner-caps = Caps Lock is on; that is fine
scanner-system-layout = Scanner and computer have different keyboard languages; Kincode tries both

## Trust

notice-word = Please note
notice-lists = Update the lists
trust-title = Trusted lists
trust-line = Only codes signed by issuers in these lists can count as valid.
trust-empty = There is no list yet.
trust-empty-next = Ask a health authority or another source you rely on for its list or certificate file, then add it here.
trust-add = Add from a file or USB stick
trust-update = Update lists
trust-updating = Fetching the lists; this takes a few seconds
trust-address = Update from an address
trust-address-none = None
trust-address-on = The network is used only when you press “Update lists”, and only for this one file.
trust-address-off = Without an address the network is not used.
trust-remove = Remove
trust-remove-sure = Press again to remove
list-current = Current
list-too-old = Too old
list-archive = Archive
list-open = Show who is in it
list-close = Hide
list-more = { $count ->
    [one] and 1 other
   *[other] and { $count } others
 }
issuer-until = Until { $day }
issuer-ended = Ended on { $day }
offer-title = { $count ->
    [one] Trust this list?
   *[other] Trust these { $count } lists?
 }
offer-line = Codes it signed will then count as valid. Make sure first that the file comes from a source you rely on.
offer-nothing-new = All of it is trusted already.
offer-confirm = Trust
offer-cancel = Not now
offer-stranger-title = A publisher you have not met before
offer-compare = Call the publisher, or look at its printed or published notice, and compare the fingerprint group by group. What the same e-mail or the same stick says does not count.
offer-scopes = What it may vouch for (you may leave some out)
offer-confirm-compared = Compared and the same: add
offer-known-title = Update the lists?
offer-known-line = You trust this publisher already and the signature matches, so there is nothing to compare.
offer-confirm-known = Update lists

## Print

print = Print
print-title = Print
print-stock = Paper
print-stock-a4 = A4 page
print-stock-a5 = A5 page
print-stock-a4-fold = A4, folded twice
print-stock-large-type = A4 in large type
print-stock-lanyard = Lanyard badge
print-stock-id1 = Cards, 10 a page
print-stock-id1-single = Single card
print-stock-labels24 = Labels, 24 a page
print-stock-l7160 = Labels, 21 a page
print-stock-own = Own size
print-stock-size = { $stock } · { $width } × { $height } mm
print-start = First free place
print-start-hint = On a partly used sheet, count row by row to the first free place. A page has { $places }.
print-langs = Language
print-zh = 中文
print-en = English
print-both = Both
print-making = Laying out pages
print-nothing = No code to print
print-read = Every code was read back at 300 and 150 dpi.
print-proving = Test-reading the codes
print-proven = { $proven } of { $pages } pages read
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
print-own-width = Page width (mm)
print-own-height = Page height (mm)
print-own-columns = Columns
print-own-rows = Rows
print-own-sides = Left and right margin (mm)
print-own-ends = Top and bottom margin (mm)
print-own-between-columns = Between columns (mm)
print-own-between-rows = Between rows (mm)
print-more = More print options
print-less = Hide options
print-notch = Mark a notch to cut, so that fingers find the code
print-printer = Printer
print-printer-none = Not calibrated
print-printer-new = Name a printer
print-printer-right = Right (mm)
print-printer-down = Down (mm)
print-printer-wider = Wider (%)
print-printer-higher = Higher (%)
print-calibrate = Print the calibration page
print-calibrate-back = Back to the slips
print-first = Only page 1, to try three codes
print-rest = All three scanned: pages 2 to { $pages }
print-whole = All pages
print-range-from = From page
print-range-to = To page, of { $pages }
print-range-none = Pages { $from } to { $to } cannot be printed.
print-range-next = There are { $pages } pages: choose from 1 to { $pages }, the smaller first.
print-use = Use: { $stock }
print-save = Save as PDF
print-open = Open and print
print-saved = Saved: { $name }
print-opened = Opened in your system’s viewer.

## Keys

keys-title = Shortcut keys
keys-choose = Choose files
keys-paste = Paste a picture or text
keys-print = Print the selected codes
keys-move = Move between slips
keys-details = Show details, and hide them again
keys-aside = Set the slip aside
keys-undo = Put it back
keys-close = Close what is open
keys-keys = Show the shortcut keys

ask-title = Asking for six digits
ask-begin = Ask for six digits
ask-why = So that nobody can pass on a picture of a live code
ask-line = They type these below their live code
ask-hint = Works once, for a little over a minute.
ask-stop = Stop asking
