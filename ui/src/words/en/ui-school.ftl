# The school: its own key, the class list, the cards.

room-school = School
school-line = Cards for the school’s own use; the list is not kept
school-empty = First make the school’s own key
school-empty-line = Cards signed with it are accepted only by the school’s own computers. One key is enough for a school.
school-name = Name of the school
school-name-hint = Printed at the top of every card
school-id = Short name
school-id-hint = 2 to 12 small letters, digits or hyphens, such as sunny
school-region = Region
school-region-hint = For example CN-GD for Guangdong
school-make = Make the key
school-made = The key is made. Please print its fingerprint sheet and keep it.
school-honest = A card says it is for this school only, and shows no health colour, nothing about vaccines and no ID number. It is no government code, and no other school takes it.
school-own = For this school only
school-fingerprint = Fingerprint
school-signed = { $count ->
    [one] { $count } valid code
   *[other] { $count } valid codes
 }
school-sheet = Save the fingerprint sheet
school-file = Save the file for other computers
school-file-line = Add this file under “Trust” on the computer at the gate. Once compared with the fingerprint sheet, it knows the school’s cards.
school-print = { $count ->
    [0] Print cards
    [one] Print { $count } card
   *[other] Print { $count } cards
 }

list-title = Class list
list-label = Class list, one pupil a line
list-placeholder = Zhang Xiaoman, Class 1-3, 20260317
list-hint = Name, class, number; with commas or tabs, so it can be pasted from a table. No ID numbers.
list-until = Cards valid until
list-until-hint = For example 2027-01-31
list-none = Write the list on the left; here you see at once which cards can be made and which lines need a change.
list-wait-until = Please write until when the cards are valid.
list-problems = Lines that need a change
list-line = Line { $line }
list-row = Line
list-name = Name
list-class = Class
list-mark = In the code

cards-title = { $count ->
    [one] Print { $count } card
   *[other] Print { $count } cards
 }
cards-line = Ten on a page, as large as a bank card. Cut them along the edges, or use pre-cut sheets.
cards-going = { $count ->
    [one] Signing { $count } card and reading it back
   *[other] Signing { $count } cards and reading each one back
 }
