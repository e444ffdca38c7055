## Local rules: the fourth answer of a check

rules-example = Example, from web articles of 2025; not current rules
rules-answer-pass = Met
rules-answer-fail = Not met
rules-answer-unknown = Not known
rules-pack = Rules of { $region }, version { $version }
rules-pack-example = Example for { $region }, from web articles of 2025; not current rules
rules-source = “{ $title }”, { $date }

## Why

rules-reason-in-order = Meets the rules here
rules-reason-not-recognised = Codes of its region do not count here
rules-reason-too-far-ahead = Issued further ahead than is allowed here
rules-reason-paper-too-long = A paper code that lasts longer than is allowed here
rules-reason-colour = A law in force here asks for another colour
rules-reason-clock = This computer’s clock is wrong, so nobody can tell
rules-reason-no-rule = The region rules say nothing about codes in this format
rules-reason-no-pack = There are no rules of this region
rules-reason-not-in-force = The rules of this region have ended, or have not begun
rules-reason-example-only = There is only an example for this region; it cannot judge a real code
rules-reason-recognition-unknown = Nobody says whether codes of its region count here
rules-reason-offline-unknown = Nobody says for how many days offline codes work here
rules-reason-paper-unknown = Nobody says for how long paper codes are valid here
rules-reason-colour-missing = A law in force here asks for a colour, and this code states none
rules-reason-colour-limited = This colour lets in at some places only
rules-reason-colour-off = It states a colour, but no law in force here asks for one

## What to do next

rules-step-nothing = Nothing to do until { $until }; the code renews itself.
rules-step-refresh = Press “Update” once before { $by }.
rules-step-refresh-between = Press “Update” once between { $from } and { $by }; codes of that day are issued then.
rules-step-get-code = There is no code yet. Get one first.
rules-step-online = Connect and update once, then show the code.
rules-step-reprint = Print it again before { $by }.
rules-step-shorter-paper = { $days ->
    [one] Print a paper code that is valid for at most a day.
   *[other] Print a paper code that is valid for at most { $days } days.
}
rules-step-code-of = Get a code of { $region }.
rules-step-ask-region = Ask the office in charge in { $region }.
rules-step-call-region = Call { $number } and ask the office in charge in { $region }.
rules-step-ask-place = Ask where the code is to be shown.
rules-step-ignore-colour = Leave the colour aside and look at the other answers.
rules-step-lapses = The colour ends by itself on { $at }.
rules-step-release = { $days } days and { $tests } negative tests end it sooner.
rules-step-appeal-for-children = If you disagree, there is a way of appeal for children.
rules-step-appeal-for-children-call = If you disagree, there is a way of appeal for children, or call { $number }.
rules-step-appeal-ordinary = If you disagree, appeal in the ordinary way.
rules-step-appeal-ordinary-call = If you disagree, appeal in the ordinary way, or call { $number }.
rules-step-appeal-unknown = If you disagree, ask the authority how to appeal.
rules-step-appeal-unknown-call = If you disagree, call { $number } and ask how to appeal.
rules-step-get-packs = Update the trust lists; the region rules come with them.
rules-step-set-clock = Set this computer’s clock.
rules-step-bring = Bring the { $papers }.
rules-step-ask-papers = Ask first which papers are wanted.
rules-step-face-check = A face check is needed.
rules-step-review = { $hours ->
    [one] The review takes about an hour.
   *[other] The review takes about { $hours } hours.
}
rules-step-review-at-once = The review is done at once.
rules-step-review-open = Nobody says how long the review takes.
rules-step-no-more-children = { $most ->
    [one] A guardian can bind one child at once; there is one already.
   *[other] A guardian can bind at most { $most } children at once; there are as many already.
}

## What the rules of a region say

rules-unknown = Unknown
rules-field-papers = Papers for binding
rules-field-review = Review
rules-field-face = Face check
rules-field-children = Children at most
rules-field-offline = Offline codes
rules-field-display = Vaccination shown
rules-field-update = Update
rules-field-appeal = Appeal
rules-field-hotline = Telephone
rules-field-recognises = Codes that count
rules-field-paper-days = Paper codes
rules-field-grace = Status list
rules-field-mask = Mark beside the name
rules-field-colours = Colours

rules-and = { $one } and { $other }
rules-or = { $one }, or { $other }
rules-paper-birth-certificate = birth certificate
rules-paper-declaration = declaration of parent and child
rules-paper-guardian-id = guardian’s ID card
rules-paper-household-register = household register
rules-paper-id-photo = electronic ID photo
rules-paper-police-certificate = certificate by the police
rules-review = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
rules-review-at-once = At once
rules-face-yes = Yes
rules-face-no = No
rules-children = { $count }
rules-children-no-limit = No limit
rules-offline = { $count ->
    [one] 1 day
   *[other] { $count } days
}
rules-offline-none = None
rules-display-booking = Doses, times, booking
rules-display-done = Done or not
rules-display-doses = Doses and times
rules-update-auto = By itself
rules-update-manual = By hand
rules-appeal-for-children = A way for children
rules-appeal-ordinary = The ordinary way
rules-hotline = { $number }
rules-recognises = Also { $regions }
rules-recognises-own = Its own only
rules-paper-days = { $count ->
    [one] At most 1 day
   *[other] At most { $count } days
}
rules-grace = { $count ->
    [one] At most 1 hour old
   *[other] At most { $count } hours old
}
rules-mask-birthday = Month and day of birth
rules-mask-tail = Last four of the document number
rules-colours-off = Off
rules-colours-in-force = { $instrument }: { $disease }, { $area }, until { $until }
