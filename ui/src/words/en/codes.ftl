# Kincode's own codes (KC1): code of the day, live code, paper code, school code.

what-strip = Code of the day
what-live = Live code
what-paper = Paper code
what-school = School code

## Words of their own on a slip: no verdict

mark-practice = Practice, does not count
paper-practice = Practice
mark-paper = Paper code
mark-green = States the colour green
mark-yellow = States the colour yellow
mark-red = States the colour red

## The small line under the mark

note-kc1-live = Genuine, shown just now
note-practice = Practice, does not count
note-kc1-practice = A code of practice
note-kc1-form = Code incomplete
note-kc1-issuer-unknown = Unknown authority
note-kc1-key-scope = May not issue this code
note-kc1-key-dead = Signing key withdrawn
note-kc1-signature = Signature is wrong
note-kc1-trust-old = Genuine; list too old
note-kc1-not-yet = Genuine
note-kc1-expired = Genuine
note-kc1-clock = This clock is wrong
note-kc1-other-place = From another school
note-kc1-live-missing = Only a copy
note-kc1-live-stale = Not shown just now
note-kc1-live-clock = The clocks differ
note-kc1-live-repeat = Seen here before
note-kc1-live-challenge = The digits do not match
note-kc1-status-revoked = A new code is needed
note-kc1-status-unknown = Status list not recent
note-kc1-status-range = Not on the list

## What to do next

next-kc1-live = Compare the first character of the name and the other mark with a document.
next-kc1-paper = This is a paper code: on a screen, ask for the live code. Compare it with a document.
next-kc1-school = Compare it with the class list.
next-practice = It counts in practice only; no real check accepts it.
next-kc1-practice = This code is for practice and does not count. Ask for the real one.
next-kc1-form = A piece is missing or badly printed. Open the code again and scan it; print a paper code again.
next-kc1-issuer-unknown = Get the trust file of its authority, add it and check again.
next-kc1-key-scope = Its signer may not issue such a code, or not for this region. The holder should ask the authority.
next-kc1-key-dead = Its authority has withdrawn the signing key. The holder should get a new code.
next-kc1-signature = It may have been changed; do not take it. Ask the holder to open Kincode again.
next-kc1-trust-old = The trust list has not been updated for too long. Update it and check again.
next-kc1-not-yet = Its time has not come yet; also look at this computer’s clock.
next-kc1-expired = Ask the holder to go online and open it again; print a paper code anew.
next-kc1-clock = This computer’s clock is behind the authority’s. Set it, then check again.
next-kc1-other-place = It is for another school, where it can be used.
next-kc1-live-missing = Screenshots and photocopies look like this. Ask for the live code in Kincode.
next-kc1-live-stale = It may be an old picture, or the holder’s clock is off. Ask them to open the live code again.
next-kc1-live-clock = Check which clock is wrong, this computer’s or the holder’s. Then scan again.
next-kc1-live-repeat = Wait until the holder’s code changes (within 30 seconds) and scan again.
next-kc1-live-challenge = Ask the holder to type the six digits shown here and scan again. If none were asked for, they should clear the digits.
next-kc1-status-revoked = Ask the holder to go online and show the new code.
next-kc1-status-unknown = It is not known here whether it was replaced. Update the status list and check again.
next-kc1-status-range = This number was never issued. The holder should ask the authority.

## Until when

holder-tail = Document ends in { $tail }
holder-birthday = { $day } { $month }

## The fifth answer: shown

answer-live = Shown
answer-live-fresh = Just now
answer-live-missing = Only a copy
answer-live-forged = Not by its own device
answer-live-stale = { $seconds } seconds ago
answer-live-clock = { $seconds } seconds ahead of this computer
answer-live-repeat = Seen here { $seconds } seconds ago
answer-live-challenge = The digits do not match

## Contents

fact-holder = Mark
fact-region = Region
fact-as-of = As of
fact-serial = Number
fact-decision = Decision number
fact-place = School
fact-shown = Shown at

list-kc1 = Authorities of Kincode
