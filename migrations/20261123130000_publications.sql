-- A fiche d'expérience: the story of an action or of a document, in the sections of the case sheets people know. Its
-- live blocks (partners, means, team…) may be frozen here with their source and their day.
create table experience (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  objet text not null check (objet in ('fiche', 'document')),
  objet_id uuid not null,
  titre text not null check (titre <> ''),
  mois date not null,
  type_action text not null default '',
  departement text not null default '',
  sur_le_vif text not null default '',
  sur_le_vif_fonction text not null default '',
  porteurs text not null default '',
  objectifs text not null default '',
  origine text not null default '',
  description text not null default '',
  bilan text not null default '',
  partenaires text not null default '',
  moyens_humains text not null default '',
  moyens_financiers text not null default '',
  moyens_materiels text not null default '',
  notes text not null default '',
  complement text not null default '',
  contact text not null default '',
  non_mesure boolean not null default false,
  blocs jsonb not null default '[]',
  etat text not null default 'brouillon' check (etat in ('brouillon', 'a_relire', 'relue')),
  relue_par uuid,
  relue_le timestamptz,
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id)
);
select protege('experience');
create index experience_objet on experience (territoire_id, objet, objet_id);

-- What the territory chose to show to everybody: a copy made that day, never a window on the live data.
create table publication (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  nature text not null check (nature in ('document', 'fiche', 'experience')),
  objet_id uuid not null,
  adresse text not null check (adresse ~ '^[a-z0-9][a-z0-9-]{0,99}$'),
  titre text not null,
  resume text not null default '',
  contenu jsonb not null,
  texte jsonb not null,
  empreinte text not null,
  edition integer not null default 1,
  publie_le timestamptz not null,
  publie_par uuid,
  retire_le timestamptz,
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  unique (territoire_id, nature, objet_id)
);
create unique index publication_adresse on publication (territoire_id, nature, adresse) where retire_le is null;
create index publication_recente on publication (territoire_id, publie_le desc) where retire_le is null;
select protege('publication');

-- The public pages of a territory: closed until it opens them.
create table portail (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  ouvert boolean not null default false,
  accroche text not null default '',
  presentation text not null default '',
  courriel text not null default '',
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  unique (territoire_id)
);
select protege('portail');
