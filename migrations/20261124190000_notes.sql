-- Notes: texts composed by the team, part by part, with blocks read from the project, live or frozen at a date.
-- A note kept as a model is what the next ones begin from.
create table note (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  titre text not null check (titre <> ''),
  modele boolean not null default false,
  etat text not null default 'redaction' check (etat in ('redaction', 'finale')),
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id)
);
select protege('note');

create table note_partie (
  territoire_id uuid not null,
  id uuid not null,
  note_id uuid not null,
  rang integer not null,
  titre text not null check (titre <> ''),
  aide text not null default '',
  texte text not null default '',
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, note_id) references note (territoire_id, id) on delete cascade
);
select protege('note_partie');
create index note_partie_note on note_partie (territoire_id, note_id, rang);

create table note_bloc (
  territoire_id uuid not null,
  id uuid not null,
  partie_id uuid not null,
  rang integer not null,
  sorte text not null check (sorte in ('bord', 'graphique', 'axes', 'fiches', 'decisions', 'citations', 'chiffres', 'carte')),
  sujet text not null,
  -- What it said the day it was frozen: titre, source, blocs; null while it is alive.
  contenu jsonb,
  fige_le date,
  primary key (territoire_id, id),
  check ((contenu is null) = (fige_le is null)),
  foreign key (territoire_id, partie_id) references note_partie (territoire_id, id) on delete cascade
);
select protege('note_bloc');
create index note_bloc_partie on note_bloc (territoire_id, partie_id, rang);
