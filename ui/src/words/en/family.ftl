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
err-right-until = A delegate's right has an end date.
rec-right-until = Please write it as 2027-03-31.
