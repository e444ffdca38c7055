# The family: people, kept codes and documents, showing.

## Window

room-family = Family
room-settings = Settings
rail-lock = Lock
family-opening = Waiting for the system’s keychain; up to 20 seconds

## The people

family-title = Family
family-search = Name, pinyin or number
family-add = Add
family-waiting = Opening
family-release = Let go to add it
family-save = Save
family-cancel = Cancel
family-nothing = Nobody found for “{ $search }”
family-nothing-next = Type a name, its pinyin or initials (such as zxm), a vaccine or a number.
family-everybody = Show everybody
family-nobody = Nobody is here yet
family-nobody-next = Press Add, or drop a code anywhere in this window.
family-empty = Put your family’s codes in
family-empty-line = A photo, a PDF, a screenshot or text. First see if you can trust it; a PIN is set only when you keep it.
family-first-person = Begin with a person
family-only-check = Only check, keep nothing
family-honest = Kincode is not a government health code and cannot verify codes of WeChat or Alipay. Everything stays on this computer, locked.

notice-settings = Open the settings

person-more = { $name }: more
person-edit = Edit details
person-print = Print all
person-up = Move up
person-down = Move down
person-merge = Merge with another
person-remove = Remove, and move all to the bin
person-none = No code yet. Drop one anywhere in this window.
person-new = New person
person-title = Edit details
person-name = Name
person-latin = In Latin letters
person-latin-hint = As in the passport, such as ZHANG XIAOMAN
person-birth = Date of birth
person-birth-hint = 2019-03-05, or only 2019
person-relation = Who they are to you
person-right = Your right to keep their codes
person-until = Until
person-until-hint = Such as 2027-03-31; a guardian may leave it empty
person-rest = More about this person
relation-myself = Myself
relation-partner = Partner
relation-daughter = Daughter
relation-son = Son
relation-mother = Mother
relation-father = Father
relation-grandmother = Grandmother
relation-grandfather = Grandfather
relation-other = Another family member
right-own = My own
right-guardian = Guardian
right-delegate = Delegate
right-own-line = These are your own codes.
right-guardian-line = For a child or somebody in your care, for a long time.
right-delegate-line = Because they asked you to, for a while: say until when.

## What is kept

held-show = Show
held-read = Open
held-details = Details
held-more = More
held-move = Move to another person
held-bin = Move to the bin
held-older = { $count ->
    [one] 1 older
   *[other] { $count } older
 }
move-title = Move it to whom?
move = Move
merge-title = Who is the same person as { $name }?
merge-into = Merge into
merge-line = Everything kept for { $from } goes to { $into }, whose name and dates stay. You can undo it afterwards.
merge = Merge
history-title = Older ones
history-line = When a newer one comes in, the older is kept here.
history-none = There are no older ones.
bin-open = { $count ->
    [one] 1 in the bin
   *[other] { $count } in the bin
 }
bin-title = Bin
bin-line = Kept for 30 days, then deleted for good.
bin-none = The bin is empty.
bin-restore = Put back
bin-empty = Delete all for good
bin-empty-sure = Press again: this cannot be undone
document-line = It has no signature that could be verified; anyone could have written it.
document-page = Page { $page } of { $pages }

## Adding

add-title = Add
add-line = Several at once, or a PDF of many pages, are fine too.
add-clipboard = Picture in the clipboard
add-person = Only a person
add-found = { $count ->
    [one] 1 code found: keep it?
   *[other] { $count } codes found: keep which?
 }
add-list = What was found
add-first = After you press Keep you set a PIN, so that nobody else can open it.
add-none = Keep none
add-keep = { $count ->
    [0] Keep
   *[other] Keep { $count }
 }
found-unverified = Not verified
found-document = It can be kept as a document that is not verified
add-no-code = No code was found
found-already = Already kept
found-unsure = Not sure.
found-not-kept = Not kept
whose = Whose is it?
whose-ask = Please choose
whose-new = Somebody new…
whose-newcomer = New: { $name }
whose-nameless = Somebody new

## Printing together

choose-begin = Print together
choose-count = { $count ->
    [0] Tick what to print together
    [one] 1 chosen
   *[other] { $count } chosen
}
choose-stop = Stop choosing

## Showing

show-print = Print
show-phone = To a phone
show-phone-line = On the phone, open the app that keeps certificates and point its camera at this code. Or press “Print”, save it as a PDF, and send that to the phone.
show-others = Other codes
show-back = Press Esc to go back
show-symbol = Code of { $name }, to be scanned
show-part = Part { $part } / { $parts }: scan one after the other
show-part-before = Previous part
show-part-after = Next part
show-bright = A bright screen scans better

## Keys

keys-add = Add
keys-search = Search
keys-show = Show the first code of person 1 to 9
keys-neighbour = While showing: previous or next code
keys-whole = While showing: full screen
keys-print-one = Print this one, or choose several
keys-bin = Move to the bin
keys-undo-step = Undo
keys-lock = Lock
