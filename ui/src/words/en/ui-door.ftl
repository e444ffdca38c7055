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
pin-present = Current PIN
pass-present = Current passphrase
pin-new = New PIN
pass-new = New passphrase
secret-again = Once more
either-new = New PIN or passphrase
either-hint = Six digits if you used a PIN; a new passphrase if you used a passphrase.
pin-hint = Six digits. No birthday, year, sequence or repeated digits.
pass-hint = Six unrelated words, or a long sentence that nobody would think of.

## Before the door

door-product = Kincode
door-looking = Looking at the vault
door-waiting = Waiting for the system’s keychain, up to 20 seconds more
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
wait-line = Too many wrong tries: please wait.
wait-next = Neither restarting nor changing the clock shortens it. The recovery kit works now.
lock-release = Let go. A backup can be viewed now
lock-drop = The vault is not open. Please open it and drop this again.
proof-line = Before this is shown, please confirm that it is you.
proof-press = Confirm
stuck-here = The vault cannot be opened now
stuck-first = A vault cannot be set up yet
stuck-sure = Press again: { $way }
stuck-details = Details for a helper

## Setting the vault up

setup-title = Before anything is kept: set a PIN
setup-line = From then on, what you keep is seen only on this computer and only with the PIN.
setup-press = Set it
setup-pass = Use a passphrase, without the system’s keychain
setup-pass-title = Set a passphrase
setup-pass-line = Without the system’s keychain, this passphrase alone protects the vault. So make it a long one.
start-new-title = Start another vault
start-new-line = The new vault is empty. The old file stays, and opens again if you find the recovery kit or a backup.
start-new-press = Start
renew-title = Set a new PIN
renew-line = The recovery kit opened the vault. Please set a new PIN. This kit is then replaced by a new one.
renew-press = Set it and make a kit
renew-pass-line = The recovery kit opened the vault. Please set a new passphrase. This kit is then replaced by a new one.
renew-pass = Use a passphrase, without the system’s keychain

## The recovery kit

kit-field = The 36 characters of the recovery kit
kit-field-hint = Type group by group, or scan the kit’s code. 0 and O count as the same, as do 1 and I.
kit-field-count = { $count } / { $length }
kit-enter-title = Open with the recovery kit
kit-enter-line = After that, you set a new PIN and make a new kit.
first-kit-title = The vault is set up. Next: a recovery kit
first-kit-line = If the PIN is forgotten or the computer is lost, only the kit opens the vault. You can make it now.
first-kit-press = Make the kit now
first-kit-later = Later
make-kit-title = Make a recovery kit
make-kit-line = If the PIN is forgotten or the computer is lost, only the kit opens the vault.
make-kit-again-line = The old kit will no longer open the vault. Older backups still open with the old kit, so keep both.
make-kit-press = Make the kit
kit-title = Recovery kit
kit-groups = The nine groups of the recovery kit
kit-symbol = The recovery kit as a QR code
kit-once = It is shown only this once.
kit-save = Save as PDF to print
kit-kept = I have put it away
kit-asked = It is not saved yet. If you wrote it down, close again; it will not be shown again.

## Backup and rescue

restore-title = Restore a backup
restore-line = Please choose a Kincode backup. Its name ends in .kcb.
restore-drop = Drop the backup here
restore-choose = Choose a backup
restore-here = There is a vault here already. Opening the backup does not change the vault.
restore-other = Choose another
restore-by = Open it with
restore-by-kit = The recovery kit
restore-by-own = Its own passphrase
restore-open = Open the backup
restore-pin = Set a PIN for the restored vault:
restore-pass = Set a passphrase for the restored vault:
restore-press = Restore
restore-sure = Press again to use this backup instead
restore-done = Restored.
rescue-title = Rescue the vault
rescue-line = Enter the PIN or the recovery kit to see how much can still be read. The file is not touched.
rescue-by = Open it with
rescue-press = See what can be read
rescue-stays = The damaged file stays; it is not deleted.
rescue-pin = What was read goes into a new vault. Set a new PIN or passphrase for it:
rescue-accept = Use what was read
rescue-let-be = Leave it as it is
rescue-done = Rescued.
backup-title = Back up now
backup-line = A backup is an encrypted file. Keep it on a USB stick or another computer.
backup-by = Open it later with
backup-no-kit = There is no recovery kit yet. Please set a passphrase for this backup.
backup-press = Choose a place and back up

## Changes

change-pin-title = Change the PIN
change-pass-title = Change the passphrase
change-pin-line = What you kept stays as it is.
change-pin-press = Change
change-pin-known = Somebody knows the old one
change-pin-known-hint = The whole vault is then sealed again, which takes a little longer.
pin-changed = The PIN was changed.
pass-changed = The passphrase was changed.
erase-title = Erase everything
erase-goes = The vault, everybody and every code in it are erased for good, and the recovery kit no longer opens anything. Settings and lists you added go as well, as if Kincode were new.
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
set-lock-after = Lock automatically
set-lock-after-hint = After this long without use.
set-minutes = { $count } min
set-ask-again = Ask for the PIN before a code is shown
set-ask-after-minute = After a minute
set-ask-always = Always
set-ask-never = Never
set-purge = Stay open for at most
set-purge-hint = Then it locks, even while in use.
set-hours = { $count } hours
set-kit-make = Make one
set-kit-again = Make a new one
set-kit-shut = A kit can be made once the vault is open.
set-backup = Backup
set-backup-shut = A backup can be made once the vault is open.
set-every = Regular backup
set-every-hint = An encrypted file that the recovery kit opens.
set-every-no-kit = The recovery kit opens it, so please make a kit first.
set-every-never = Never
set-every-day = Every day
set-every-week = Every week
set-folder = Folder
set-folder-press = Change
set-look = Appearance
set-lang = Language
set-theme = Theme
set-theme-hint = Contrast: the clearest letters and lines, light or dark as the system.
set-trust = Lists and trust
set-trust-hint = Only codes of issuers in these lists count as valid.
set-tray = Stay in the tray when the window is closed
set-tray-hint = It still locks when its time has come.
set-hotkey = Ctrl+Alt+K brings the window forward
set-remind = System reminder before something expires
set-remind-hint = Without a name, and without saying which code.
set-help = Help
set-diagnostics = Diagnostics file
set-diagnostics-hint = For a helper: about the program and the system, nothing about any person.
set-diagnostics-press = Save one
set-erase-hint = The vault and everything in it, the settings and the lists you added are erased for good. Backups elsewhere stay.
