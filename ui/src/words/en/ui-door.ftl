# The door: unlocking, PIN, recovery kit, backup, settings.

## Typing a PIN

secret-count = { $count } typed
secret-digits = A PIN has digits only.
secret-no-paste = A PIN cannot be pasted. Please type it digit by digit.
pad = Digits
pad-clear = Clear
pad-back = Delete one
pin-word = PIN
pass-word = Passphrase
pin-or-pass = PIN or passphrase
kit-word = Recovery kit
pin-present = Present PIN
pass-present = Present passphrase
pin-new = New PIN
pass-new = New passphrase
secret-again = Once more
either-new = New PIN or passphrase
either-hint = Six digits where there was a PIN; a new passphrase where there was one.
pin-hint = Six digits. No birthday, no year, no run, no repeated digits.
pass-hint = Six unrelated words, or a long sentence that nobody would think of.

## Before the door

door-product = Kincode
door-looking = Looking at the vault
door-waiting = Still waiting for the system’s keychain, 20 seconds at most
door-again = Try again
door-later = Not now
door-back = Back
door-going = One moment
door-saved = Saved: { $name }
unlock-title = Enter the PIN
unlock-pass-title = Enter the passphrase
unlock-line = Enter the PIN to open the family’s vault
unlock-pass-line = Enter the passphrase to open the family’s vault
unlock-press = Open
unlock-going = Opening
unlock-kit = Open with the recovery kit
wait-line = Too many wrong tries: there is a wait.
wait-next = Neither a restart nor the clock makes it shorter. The recovery kit works now.
proof-line = Before it is shown, please confirm that it is you.
proof-press = Confirm
stuck-here = The vault does not open now
stuck-first = A vault cannot be set up yet
stuck-sure = Press again: { $way }
stuck-details = For whoever helps

## Setting the vault up

setup-title = Before anything is kept: set a PIN
setup-line = From then on, what you keep is seen only on this computer and only with the PIN.
setup-press = Use this one
setup-pass = Use a passphrase, without the system’s keychain
setup-pass-title = Set a passphrase
setup-pass-line = Without the system’s keychain, this passphrase alone protects the vault. So it has to be longer.
start-new-title = Start another vault
start-new-line = The new vault is empty. The file before it stays, and opens again if you find the recovery kit or a backup.
start-new-press = Start
renew-title = Set a new PIN
renew-line = The recovery kit opened the vault. Please set a new PIN. This kit ends then, and a new one is made.
renew-press = Set it and make a kit
renew-pass-line = The recovery kit opened the vault. Please set a new passphrase. This kit ends then, and a new one is made.
renew-pass = Use a passphrase, without the system’s keychain

## The recovery kit

kit-field = The 36 characters of the recovery kit
kit-field-hint = Type group by group, or scan the kit’s code. 0 and O, 1 and I are taken as the same.
kit-field-count = { $count } / { $length }
kit-enter-title = Open with the recovery kit
kit-enter-line = After that, you set a new PIN and make a new kit.
first-kit-title = The vault is set up. Now a recovery kit
first-kit-line = If the PIN is forgotten or the computer is lost, only the kit opens the vault. Enter the PIN once more to make it.
first-kit-press = Make the kit now
first-kit-later = Later
make-kit-title = Make a recovery kit
make-kit-line = If the PIN is forgotten or the computer is lost, only the kit opens the vault.
make-kit-again-line = The kit before will not open the vault any more. Older backups still open with it, so keep both.
make-kit-press = Make the kit
kit-title = Recovery kit
kit-groups = The nine groups of the recovery kit
kit-symbol = The recovery kit as a QR code
kit-once = It is shown only this once.
kit-save = Save as PDF to print
kit-kept = I have put it away
kit-asked = It is not saved yet. If you wrote it down, close once more; it is not shown again.

## Backup and rescue

restore-title = Restore a backup
restore-line = Please choose a backup of Kincode. Its name ends in .kcb.
restore-drop = Drop the backup here
restore-choose = Choose a backup
restore-other = Another one
restore-by = What opens it
restore-by-kit = The recovery kit
restore-by-own = Its own passphrase
restore-open = Open the backup
restore-pin = Set a PIN for the restored vault:
restore-pass = Set a passphrase for the restored vault:
restore-press = Restore
restore-done = Restored.
rescue-title = Rescue
rescue-line = Enter the PIN or the recovery kit to see how much can still be read. The file is not touched.
rescue-by = What opens it
rescue-press = See what can be read
rescue-stays = The damaged file stays; it is not deleted.
rescue-pin = What was read goes into a new vault. Set a new PIN or passphrase for it:
rescue-accept = Go on with this
rescue-let-be = Leave it as it is
rescue-done = Rescued.
backup-title = Back up now
backup-line = A backup is an encrypted file. It can lie on a USB stick or another computer.
backup-by = What opens it later
backup-no-kit = There is no recovery kit yet. Please set a passphrase for this backup.
backup-press = Choose a place and back up

## Changes

change-pin-title = Change the PIN
change-pass-title = Change the passphrase
change-pin-line = What is kept stays as it is.
change-pin-press = Change
change-pin-known = Somebody knows the one before
change-pin-known-hint = The whole vault is then sealed anew, which takes a little longer.
pin-changed = The PIN was changed.
pass-changed = The passphrase was changed.
erase-title = Erase everything
erase-goes = The vault, everybody and every code in it are erased for good, and the recovery kit opens nothing any more. Language, look and lists stay.
erase-stays = Backups kept elsewhere stay, and so does what was printed.
erase-press = Erase everything
erase-sure = Press again to erase
erase-done = Everything was erased.

## Settings

set-title = Settings
set-look-at = Show
set-security = Security
set-none = There is no vault yet. When the first code is kept, you are asked to set a PIN.
set-none-press = Set a PIN now
set-shut = These can be changed once the vault is open.
set-vault = The vault is open
set-vault-hint = Once locked, it asks for the PIN again.
set-lock = Lock now
set-lock-after = Lock by itself
set-lock-after-hint = After so long without a touch
set-minutes = { $count } min
set-ask-again = Ask for the PIN before a code is shown
set-ask-after-minute = After a minute
set-ask-always = Always
set-ask-never = Never
set-purge = Keep things decrypted for at most
set-purge-hint = Then it locks, however busy it is
set-hours = { $count } hours
set-kit-make = Make one
set-kit-again = Make a new one
set-kit-shut = A kit can be made once the vault is open.
set-backup = Backup
set-backup-shut = A backup can be made once the vault is open.
set-every = Regular backup
set-every-hint = An encrypted file that the recovery kit opens
set-every-no-kit = The recovery kit opens it, so please make a kit first
set-every-never = Never
set-every-day = Every day
set-every-week = Every week
set-folder = Folder
set-folder-press = Change
set-look = Appearance
set-lang = Language
set-theme = Theme
set-theme-hint = Contrast: the clearest letters and lines, light or dark as the system
set-trust = Lists and trust
set-trust-hint = Only codes of issuers in these lists count as valid
set-tray = Stay in the tray when the window is closed
set-tray-hint = It locks all the same when its time has come
set-hotkey = Ctrl+Alt+K brings the window forward
set-remind = Let the system tell when something expires
set-remind-hint = Without a name, and without saying which code
set-help = Help
set-diagnostics = Diagnostics file
set-diagnostics-hint = For whoever helps: about the program and the system, nothing about any person
set-diagnostics-press = Save one
set-erase-hint = The vault and everything in it are erased for good. Backups elsewhere stay.
