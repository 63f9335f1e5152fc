create table pairs (
    id integer primary key,
    original text not null,
    translation text not null default '',  -- empty where one file holds both texts
    added text not null,
    unique (original, translation)
);

-- Every text that was read, saved or approved, by the SHA-256 of its bytes.
create table versions (
    id integer primary key,
    pair integer not null references pairs (id),
    side text not null check (side in ('original', 'translation')),
    sha256 text not null,
    language text not null,
    format text not null,
    sentences text not null,  -- a JSON list
    content blob not null,
    at text not null,
    unique (pair, side, sha256)
);

-- The review of each pair after an entry of the log; what the log has behind that is made again from it.
create table states (
    pair integer primary key references pairs (id),
    log integer not null,
    original text not null,  -- SHA-256 of the files that it was made from
    translation text not null,
    review blob not null
);

create table beads (
    pair integer not null references pairs (id),
    position integer not null,
    original text not null,  -- JSON lists of the ids of segments
    translation text not null,
    confidence real not null,
    settled text not null default '',  -- by whom; empty for those that the program found
    primary key (pair, position)
) without rowid;

create table findings (
    pair integer not null references pairs (id),
    fingerprint text not null,
    rule text not null,
    severity text not null,
    category text not null,
    confidence real not null,
    position integer not null,  -- of its bead; -1 for the whole text
    primary key (pair, fingerprint)
) without rowid;

-- What people said of findings. Nothing in it is ever changed.
create table decisions (
    number integer primary key,
    fingerprint text not null,
    record text not null,
    file text generated always as (json_extract(record, '$.file')) virtual
);
create index decisions_of_file on decisions (file);

create table comments (
    id integer primary key,
    pair integer not null references pairs (id),
    fingerprint text not null,
    kind text not null check (kind in ('reply', 'contest')),
    text text not null,
    who text not null,
    role text not null,
    at text not null,
    withdrawn integer not null default 0
);
create index comments_of_pair on comments (pair, fingerprint);

create table approvals (
    id integer primary key,
    pair integer not null references pairs (id),
    kind text not null check (kind in ('approved', 'rejected')),
    who text not null,
    role text not null,
    at text not null,
    note text not null,
    outcome text not null,
    original text not null,  -- SHA-256 of the texts
    translation text not null,
    beads text not null  -- SHA-256 of how the sentences were paired
);

create table users (
    name text primary key,
    role text not null check (role in ('translator', 'editor', 'linguist')),
    password text not null default '',  -- by Argon2id; empty for one who has a token only
    token text not null default '',  -- SHA-256 of it
    added text not null
);

create table sessions (
    key text primary key,  -- SHA-256 of what the browser holds
    who text not null,
    roles text not null,
    csrf text not null,
    until real not null
);

-- Who did what, when. Entries are added and never changed.
create table log (
    number integer primary key autoincrement,
    at text not null,
    who text not null,
    role text not null,
    pair integer references pairs (id),
    kind text not null,
    data text not null  -- a JSON object
);
create index log_of_pair on log (pair, number);

create trigger log_is_not_changed before update on log begin
    select raise(abort, 'the log is only added to');
end;
create trigger log_is_not_cut before delete on log begin
    select raise(abort, 'the log is only added to');
end;
create trigger decisions_are_not_changed before update on decisions begin
    select raise(abort, 'decisions are only added to');
end;
create trigger decisions_are_not_cut before delete on decisions begin
    select raise(abort, 'decisions are only added to');
end;
create trigger decisions_are_logged after insert on decisions begin
    insert into log (at, who, role, pair, kind, data) values (
        coalesce(json_extract(new.record, '$.when'), strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')),
        coalesce(json_extract(new.record, '$.by'), ''),
        coalesce(json_extract(new.record, '$.role'), ''),
        (select id from pairs where coalesce(nullif(translation, ''), original) = json_extract(new.record, '$.file')),
        'decision',
        new.record
    );
end;
