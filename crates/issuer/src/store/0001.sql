-- Times are whole seconds since 1970.

-- Devices, each an account of its own. kid: the name of its key in requests.
CREATE TABLE devices (
    id  INTEGER PRIMARY KEY,
    kid BLOB NOT NULL UNIQUE CHECK (length(kid) = 8),
    key BLOB NOT NULL CHECK (length(key) = 64),
    at  INTEGER NOT NULL
) STRICT;

-- Persons, with no more than the mark that stands in their codes.
CREATE TABLE persons (
    row      INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    device   INTEGER NOT NULL REFERENCES devices (id),
    region   TEXT NOT NULL,
    name     TEXT,
    tail     TEXT,
    birthday INTEGER,
    at       INTEGER NOT NULL,
    CHECK (name IS NOT NULL OR tail IS NOT NULL OR birthday IS NOT NULL),
    CHECK (tail IS NULL OR birthday IS NULL)
) STRICT;
CREATE INDEX persons_by_device ON persons (device);

-- Status lists. kind 1: strips that begin at `period`; kind 2: paper codes that end in the month `period`.
-- key: of the permutation of its indices; next: the first place that nobody has taken; ends: when the last code of it does.
CREATE TABLE lists (
    number INTEGER PRIMARY KEY CHECK (number BETWEEN 0 AND 999999),
    kind   INTEGER NOT NULL,
    region TEXT NOT NULL,
    period INTEGER NOT NULL,
    key    BLOB NOT NULL CHECK (length(key) = 16),
    next   INTEGER NOT NULL CHECK (next BETWEEN 0 AND 1048576),
    ends   INTEGER NOT NULL
) STRICT;
CREATE INDEX lists_by_period ON lists (kind, region, period);

-- Runs. serials: list and index of each strip, each four bytes, big-endian; ends: when the last strip does.
CREATE TABLE runs (
    row     INTEGER PRIMARY KEY,
    person  INTEGER NOT NULL REFERENCES persons (row),
    serials BLOB NOT NULL CHECK (length(serials) % 8 = 0),
    ends    INTEGER NOT NULL,
    at      INTEGER NOT NULL
) STRICT;
CREATE INDEX runs_by_person ON runs (person, ends);

-- Paper codes. why: 'new', 'lost', 'unwanted' or 'recalled', once it is cancelled.
CREATE TABLE papers (
    list      INTEGER NOT NULL REFERENCES lists (number),
    idx       INTEGER NOT NULL CHECK (idx BETWEEN 0 AND 1048575),
    person    INTEGER NOT NULL REFERENCES persons (row),
    ends      INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    cancelled INTEGER,
    why       TEXT,
    PRIMARY KEY (list, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX papers_by_person ON papers (person);

-- What the status lists say: ask for a fresh code.
CREATE TABLE flips (
    list INTEGER NOT NULL REFERENCES lists (number),
    idx  INTEGER NOT NULL CHECK (idx BETWEEN 0 AND 1048575),
    at   INTEGER NOT NULL,
    PRIMARY KEY (list, idx)
) STRICT, WITHOUT ROWID;

-- What was published last: status tokens by the number of their list, the trust file under -1.
CREATE TABLE published (
    number INTEGER PRIMARY KEY,
    iat    INTEGER NOT NULL,
    seq    INTEGER NOT NULL,
    about  BLOB NOT NULL,
    bytes  BLOB NOT NULL
) STRICT;

-- What was answered, by the name of the request, so that a retry is done once. digest: of target and body.
CREATE TABLE answers (
    device INTEGER NOT NULL,
    nonce  BLOB NOT NULL CHECK (length(nonce) = 16),
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    body   BLOB NOT NULL,
    at     INTEGER NOT NULL,
    PRIMARY KEY (device, nonce)
) STRICT;
CREATE INDEX answers_by_time ON answers (at);
