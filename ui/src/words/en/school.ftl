# The School room: codes for the school's own use.

err-pupil-class = “{ $name }” is too long for a card.
rec-pupil-class = Shorten the class to 30 characters.
err-pupil-id = This line has the number of an identity document.
rec-pupil-id = Delete the number: a card does not need it and should not carry it.
err-pupil-name = This line has no usable name: { $name }
rec-pupil-name = One pupil a line, the name first, at most 50 characters.
err-pupil-twice = The same pupil is in line { $name }.
rec-pupil-twice = Delete one of the lines; if two pupils share a name, add class or birthday.
err-school-id = “{ $name }” cannot be a short name.
rec-school-id = Use 2 to 12 small letters, digits or hyphens, such as hy3x.
err-school-lines = Some lines are not right yet, or there is no pupil.
rec-school-lines = First follow the note beside each line.
err-school-name = This name cannot go on a card.
rec-school-name = Write 1 to 30 characters.
err-school-none = There is no school key on this computer yet.
rec-school-none = Make one, or go to the computer that has it.
err-school-region = “{ $name }” is not a region.
rec-school-region = Write it like CN-GD.
err-school-there = There is a school key on this computer already.
rec-school-there = One computer holds one; use another for another school.
err-school-until = “{ $name }” cannot be the last day.
rec-school-until = Choose a day within 199 days from today, written like 2027-01-31.

school-list = { $pupils } cards can be made
school-list-problems = { $pupils } can be made, { $problems } lines need a change first
school-card-title = For { $school } only
school-card-class = Class
school-card-until = Valid until
school-card-sentence = Valid at this school only; no statement about health. If lost, tell your teacher.
school-sheet-title = Fingerprint of the school key
school-sheet-print = Fingerprint
school-sheet-id = Short name
school-sheet-sentence = When another computer imports the school file, compare these five groups one by one and confirm only if all are the same.
