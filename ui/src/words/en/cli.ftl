# What the command line says by itself.

cli-again = The same again:
cli-already = This one is kept already.
cli-first = There is no vault here yet. Set a PIN now: six digits, no birthday, no year, no row.
cli-first-passphrase = There is no vault here yet. Set a passphrase now: six unrelated words, or a long sentence that nobody would think of.
cli-input-twice = Standard input is for the PIN and cannot be a source too. Save it as a file, or leave --pin-stdin out.
cli-keep = Keep it for { $name }?
cli-keep-new = Keep it, for somebody new called “{ $name }”?
cli-kit = The 36 characters of the recovery kit:
cli-left = This one was not kept: somebody has to look whose it is. Try again without --yes, or say whose with --to.
cli-new-passphrase = New passphrase:
cli-new-pin = New PIN:
cli-no-secret = The line that is needed is not there on standard input. Each PIN or passphrase is one line, in the order of the questions.
cli-no-such-id = Nothing is kept as { $id }. kincode list says the ids.
cli-no-terminal = There is no terminal to ask for the PIN. Run it in one, or add --pin-stdin.
cli-nobody = Nobody is here to answer. Add { $name }, or run it in a terminal.
cli-nothing = Nothing of that kind is kept.
cli-own-passphrase = Passphrase of the backup:
cli-passphrase = Passphrase:
cli-pin = PIN:
cli-ready = Locked; the PIN opens it.
cli-ready-passphrase = Locked; the passphrase opens it.
cli-replace = Go on?
cli-restored = Restored.
cli-two-of-that-name = Two people are called “{ $name }”. Use the id that kincode people lists.
cli-yes-no = (y or n)
