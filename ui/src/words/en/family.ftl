# The family: people, kept codes and documents.

err-birth = “{ $name }” is not a date.
rec-birth = Please write 2019-03-05, or only 2019 if no more is known.
err-document-too-large = { $name } is too large: 32 MB is the most that is kept.
rec-document-too-large = Please keep a smaller one, such as only the pages that matter.
err-name = The name is missing.
rec-name = Please write a name; one character will do.
err-nothing-to-undo = There is nothing to undo.
rec-nothing-to-undo = Nothing needs to be done.
err-not-shown = This has no code that could be shown.
rec-not-shown = It can be opened or printed.
err-right-until = A delegate’s right has an end date.
rec-right-until = Please write it as 2027-03-31.

## The family

tally = { $people ->
    [one] { $people } person
   *[other] { $people } people
}, { $codes ->
    [one] { $codes } code
   *[other] { $codes } codes
}
tally-documents = { $people ->
    [one] { $people } person
   *[other] { $people } people
}, { $codes ->
    [one] { $codes } code
   *[other] { $codes } codes
}, { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
}
kept = Received on { $date }
leaves = Deleted for good after { $date }
next-soon = It ends on { $date }. For a new one, please ask { $issuer }.
whoever-issued = whoever issued it
word-document = Not verified
note-document = On file
next-document = It has no signature that can be checked and is only kept on file.
document-pdf = PDF
document-picture = Picture
document-text = Text
document-title = { $name } ({ $form })
fact-document-name = File name
fact-document-size = Size
fact-document-text = Begins with

relation-myself = Myself
relation-partner = Partner
relation-daughter = Daughter
relation-son = Son
relation-mother = Mother
relation-father = Father
relation-grandmother = Grandmother
relation-grandfather = Grandfather
age-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
age-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
age-newborn = less than a month
line-born = born { $date }
line-delegate = you are the delegate until { $date }
line-delegate-past = your delegation ended on { $date }
line-guardian = you are the guardian until { $date }
line-guardian-past = your guardianship ended on { $date }
line-of-age = of age on { $date }, and decides from then
line-of-age-past = of age: holding codes needs their consent

notice-of-age-what = { $name } turns 18 on { $date }. Your guardianship ends then.
notice-of-age-next = From that day they decide. To go on, ask them first, then change the right to delegate with an end date.
notice-of-age-past-what = { $name } turned 18 on { $date }. Your guardianship has ended.
notice-of-age-past-next = Please hand the codes over. To go on, ask them, then change the right to delegate with an end date.
notice-right-ends-what = Your right to hold the codes of { $name } ends on { $date }.
notice-right-ends-next = To go on, ask them or the family, then change the end date.
notice-right-ends-past-what = Your right to hold the codes of { $name } ended on { $date }.
notice-right-ends-past-next = Please give the codes back and remove them here. To go on, ask first, then change the end date.
notice-kit-none-what = There is neither a recovery kit nor a backup: without the PIN, nothing would open this.
notice-kit-none-next = Please make a recovery kit in Settings, print it and keep it safe.
notice-backup-none-what = There is a recovery kit but no backup yet: if this computer breaks, nothing brings this back.
notice-backup-none-next = Please make a backup in Settings, onto a USB stick.
notice-backup-old-what = The last backup is from { $date }; what changed since is not in it.
notice-backup-old-next = When you have a moment, please make another in Settings.

remind-codes = { $count ->
    [one] { $count } code ends
   *[other] { $count } codes end
} within 7 days.
remind-rights = { $count ->
    [one] { $count } right to hold codes ends
   *[other] { $count } rights to hold codes end
} within 7 days.

## Whose it is, and why

why = { $names }, { $birth }. { $look }
why-names-same = Same name
why-names-spelling = Same name in another spelling
why-names-title = Same name but for a title
why-names-middle = Same name but for middle names
why-names-order = Same name in another order
why-names-pinyin = The name and its pinyin agree
why-names-part = Only a part of the name agrees
why-names-sound = The name sounds the same in other characters
why-names-letter = The name differs by one letter
why-birth-same = same birth date
why-birth-open = a birth date is not complete
why-claimed = What the code says is not verified: please look.
why-tie = Two people fit: please choose.
why-new = Nobody here has this name and birth date yet.
why-new-claimed = Nobody here has this name and birth date yet. What the code says is not verified: please look.
why-unread = The code does not say whose it is: please choose.
replaces = It replaces one that is kept; the older one stays in the history.
replaces-dated = It replaces the one of { $date }, which stays in the history.
replaces-older = A newer one is kept: this one goes into the history.

## What was done, and what undo would undo

did-add = { $name } was added.
did-already = All of it was kept already; nothing was added twice.
did-bin = It is in the bin and can be put back for 30 days.
did-edit = The details of { $name } were changed.
did-empty = The bin is empty.
did-keep = { $count ->
    [one] { $count } code was kept.
   *[other] { $count } codes were kept.
}
did-keep-document = One document was kept.
did-merge = They are one person now: { $name }.
did-move = It belongs to { $name } now.
did-order = The order was changed.
did-remove = { $name } and their codes are in the bin and can be put back for 30 days.
did-unbin = It was put back from the bin.
did-undo = It was undone.
undo-add = Undo adding { $name }
undo-bin = Undo deleting one of { $name }
undo-edit = Undo the change to { $name }
undo-keep = { $count ->
    [one] Undo keeping { $count } code
   *[other] Undo keeping { $count } codes
}
undo-keep-document = Undo keeping the document
undo-merge = Undo merging into { $name }
undo-move = Undo giving it to { $name }
undo-order = Undo the new order
undo-remove = Undo removing { $name }
undo-unbin = Undo putting it back

## Showing

capture-windows = This window stays out of screenshots and shared screens (Windows 10 version 2004 and later). A camera still sees it.
capture-macos = This window stays out of older kinds of screenshots; screen sharing since macOS 15 may still see it. So does a camera.
capture-linux = This system cannot keep the window out of screenshots and shared screens. Please stop sharing before you show a code.
