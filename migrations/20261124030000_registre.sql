-- How long each kind of record is kept, where the territory changed the usual length, or suspended its destruction.
create table regle_conservation (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  sorte text not null check (sorte in ('courriels', 'invitations', 'convocations', 'personnes', 'ribs')),
  duree_mois integer not null check (duree_mois between 1 and 1200),
  suspendue boolean not null default false,
  motif text not null default '',
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  unique (territoire_id, sorte)
);
select protege('regle_conservation');

-- A destruction: proposed by one person, endorsed by another, done, and certified.
create table destruction (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  numero integer not null,
  sorte text not null check (sorte in ('courriels', 'invitations', 'convocations', 'personnes', 'ribs')),
  duree_mois integer not null check (duree_mois > 0),
  -- The list holds what was due this day or before.
  arretee_au date not null,
  premier date not null,
  dernier date not null,
  nombre integer not null check (nombre > 0),
  empreinte text not null check (empreinte ~ '^[0-9a-f]{64}$'),
  etat text not null default 'proposee' check (etat in ('proposee', 'visee', 'faite', 'abandonnee')),
  propose_par uuid not null,
  propose_nom text not null,
  propose_le timestamptz not null,
  vise_par uuid,
  vise_nom text,
  vise_le timestamptz,
  fait_nom text,
  fait_le timestamptz,
  detruits integer,
  exemple boolean not null default false,
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  unique (territoire_id, numero),
  check (vise_par is distinct from propose_par),
  check (etat <> 'faite' or (vise_par is not null and fait_le is not null and detruits is not null))
);
create unique index destruction_en_cours on destruction (territoire_id, sorte) where etat in ('proposee', 'visee');
select protege('destruction');

-- What the list names. The words go away with what they name; the identifier stays.
create table destruction_ligne (
  territoire_id uuid not null,
  destruction_id uuid not null,
  objet_id uuid not null,
  libelle text not null,
  depart date not null,
  detruit boolean not null default false,
  primary key (territoire_id, destruction_id, objet_id),
  foreign key (territoire_id, destruction_id) references destruction (territoire_id, id) on delete cascade
);
select protege('destruction_ligne');

-- The outbox could only be read and filled by the application.
grant delete on courriel to maillage_app;
