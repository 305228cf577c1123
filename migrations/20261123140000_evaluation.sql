-- An impact study: its declaration is frozen with a date before any result is computed, and it is kept whatever it says.
create table etude (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  titre text not null check (titre <> ''),
  question text not null default '',
  indicateur text not null,
  document_id uuid,
  debut integer not null check (debut between 1980 and 2100),
  cible numeric check (cible > 0),
  choisies_sur_mesure boolean not null default false,
  -- What was frozen: method, donors, seed, thresholds, sources with their fingerprints.
  protocole jsonb,
  figee_le timestamptz,
  resultat jsonb,
  verdict text,
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  check ((figee_le is null) = (protocole is null)),
  foreign key (territoire_id, document_id) references document_cadre (territoire_id, id)
);
create index etude_figee on etude (territoire_id, figee_le desc);
select protege('etude');

create table etude_commune (
  territoire_id uuid not null,
  etude_id uuid not null,
  commune_code text not null,
  primary key (territoire_id, etude_id, commune_code),
  foreign key (territoire_id, etude_id) references etude (territoire_id, id) on delete cascade,
  foreign key (territoire_id, commune_code) references commune (territoire_id, code)
);
create index etude_commune_commune on etude_commune (territoire_id, commune_code);
select protege('etude_commune');
