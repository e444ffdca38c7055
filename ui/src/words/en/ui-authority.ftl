# Authorities: getting codes, the live code, paper codes, comparing, readiness, practice.

## The live code

live-show = Live code
live-lead = Live code · { $from }
live-lead-practice = PRACTICE · { $from }
live-line = { $line } · on the code: { $mark }
live-colour = Stated by the authority; the verdict is separate
live-paper = Print a paper code
live-challenge = They ask for six digits
live-symbol = Live code of { $name }, to be scanned
live-left = New in { $seconds } s
live-only-scan = Only a scan counts; the border is for the eye
live-challenged = { $digits } is in the code, { $seconds } s left
live-refresh = Update
challenge-label = The six digits on their screen
challenge-enter = Add to code
challenge-close = Cancel
challenge-hint = Only the next code has them; the one after it does not.

## Getting codes

run-age = Last update: { $age }
codes-get = Get codes
codes-refresh = Update
codes-asking = Asking the authority
codes-title = Codes for { $name }
codes-from = From whom
codes-about = { $regions } · { $contact }
codes-line = Codes for many days come at once, so they work without a network. They renew themselves in time; in some regions you press “Update”.
codes-nobody = There is no authority yet.
codes-nobody-next = An authority gives you a paper with its address or QR code. Without one, you can try the practice family first.
codes-not = Not now
codes-settings = Add an authority

## Paper codes

paper-word = Paper code
paper-title = Paper code
paper-line = Checked from paper, without a phone. It shows no colour and nothing about vaccines.
paper-list = Paper codes made so far
paper-before = A new one cancels { $serial }: the old paper no longer passes.
paper-issue = Make a paper code
paper-again = Make a new one
paper-again-sure = Press again: the old one is cancelled
paper-lost = Lost: cancel it
paper-lost-sure = Press again to cancel it

## Comparing

compare-title = Compare authorities
compare-of = { $name }: what the authorities say
compare-no-colour = No colour stated
compare-as-of = Data as of
compare-age = Last update
compare-through = In reserve
compare-update = How it updates
compare-line = An authority states the colour. Kincode shows it as it is and never changes it.

## Readiness

ready-title = Ready check
ready-day = Which day
ready-day-hint = For example 2027-02-22; a holiday or a journey will do as well
ready-tests = Two more things to try
ready-page = Print a test page
ready-page-line = Print one, see whether it is sharp, and scan it with the scanner or a phone.
ready-page-none = There is no code to print yet. Get codes first, then make a paper code.
ready-scanner-line = If you have a scanner, see whether it types every letter right.

## Practice

practice-start = Try it with a practice family
practice-stop = End practice
practice-ribbon = These codes are for practice; nobody else accepts them.
practice-switch = Practice
practice-hint = Try everything with a made-up family. Every code says PRACTICE, and nobody else accepts it. Switch it off and all of it goes.

## Settings

issuers-title = Authorities
issuers-none = Set up a vault first to connect an authority.
issuers-shut = Can be seen and changed once the vault is open.
issuers-more = Fingerprint and backup address
issuers-remove = Remove
issuers-remove-sure = Press again: its codes go into the bin
issuers-fingerprint = Its fingerprint; it must match the one it publishes
issuers-backup = Backup address
issuers-backup-hint = Used if the first address does not answer; may be empty.
issuers-add = Connect an authority
issuers-add-other = Connect another
issuers-add-hint = Its address, or the text of its QR code. First see who it is; it is connected once you have compared the fingerprint.
issuers-look = See who it is
issuers-looking = Asking; this takes a few seconds
issuers-refresh-title = Update every code
issuers-refresh-hint = It happens by itself; in some regions you press “Update”.
issuer-title = Connect this authority?
issuer-compare = Compare the fingerprint below, group by group, with the paper it gave you or its web page. If one group differs, do not connect.
issuer-confirm = Same fingerprint: connect

region-title = Local rules
region-here = Where codes are shown and checked
region-here-hint = Each code is also checked against the rules of this place.
region-none-hint = None chosen: signature, issuer and revocation are checked, local rules are not.
region-choose = Region
region-none = None
region-gone = The rules of this region have expired, or have not come yet. Update the trust lists.
region-more = What the rules say, and the sources
region-beside = Compare with
region-beside-none = Nothing
region-there = { $name }: { $value }
region-binding = To bind a child here:
