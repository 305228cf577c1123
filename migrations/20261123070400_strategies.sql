-- A tree of axes is an object of its own: the PTCS and the contrat de ville share one.
create table arbre (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  nom text not null,
  primary key (territoire_id, id)
);
select protege('arbre');

create table document_cadre (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  code text not null,
  nature text not null check (nature in ('contrat_de_ville', 'pucs', 'ptcs', 'cls', 'cispd', 'ctg', 'pedt', 'plie', 'autre')),
  titre text not null,
  resume text not null default '',
  texte text not null default '',
  etat text not null default 'redaction' check (etat in ('redaction', 'signe', 'en_vigueur', 'proroge', 'echu')),
  debut date not null,
  fin date check (fin > debut),
  date_signature date,
  perimetre_id uuid,
  arbre_id uuid,
  source text not null default '',
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  unique (territoire_id, code),
  foreign key (territoire_id, perimetre_id) references perimetre (territoire_id, id),
  foreign key (territoire_id, arbre_id) references arbre (territoire_id, id)
);
select protege('document_cadre');

create table document_relation (
  territoire_id uuid not null,
  id uuid not null,
  de_id uuid not null,
  vers_id uuid not null,
  nature text not null check (nature in ('renouvelle', 'decline', 'partage_axes', 's_articule')),
  note text not null default '',
  primary key (territoire_id, id),
  unique (territoire_id, de_id, vers_id, nature),
  check (de_id <> vers_id),
  foreign key (territoire_id, de_id) references document_cadre (territoire_id, id) on delete cascade,
  foreign key (territoire_id, vers_id) references document_cadre (territoire_id, id) on delete cascade
);
select protege('document_relation');

create table avenant (
  territoire_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  numero integer not null check (numero > 0),
  objet text not null,
  etat text not null default 'redaction' check (etat in ('redaction', 'adopte')),
  date_adoption date,
  decision_source text not null default '',
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  unique (territoire_id, document_id, numero),
  foreign key (territoire_id, document_id) references document_cadre (territoire_id, id)
);
select protege('avenant');

-- An axis, an orientation or an operational objective: the identity. Its words are dated, in axe_version.
create table axe (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  arbre_id uuid not null,
  parent_id uuid,
  rang integer not null default 0,
  archive_le timestamptz,
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  check (parent_id <> id),
  foreign key (territoire_id, arbre_id) references arbre (territoire_id, id),
  foreign key (territoire_id, parent_id) references axe (territoire_id, id)
);
create index axe_arbre on axe (territoire_id, arbre_id, parent_id, rang);
select protege('axe');

create table axe_version (
  territoire_id uuid not null,
  id uuid not null,
  axe_id uuid not null,
  numero text not null,
  titre text not null,
  court text not null default '',
  texte text not null default '',
  debut date not null,
  fin date check (fin > debut),
  avenant_id uuid,
  primary key (territoire_id, id),
  exclude using gist (territoire_id with =, axe_id with =, daterange(debut, fin) with &&),
  foreign key (territoire_id, axe_id) references axe (territoire_id, id) on delete cascade,
  foreign key (territoire_id, avenant_id) references avenant (territoire_id, id)
);
create index axe_version_axe on axe_version (territoire_id, axe_id, debut desc);
select protege('axe_version');

create table document_axe (
  territoire_id uuid not null,
  document_id uuid not null,
  axe_id uuid not null,
  primary key (territoire_id, document_id, axe_id),
  foreign key (territoire_id, document_id) references document_cadre (territoire_id, id) on delete cascade,
  foreign key (territoire_id, axe_id) references axe (territoire_id, id) on delete cascade
);
select protege('document_axe');

create table signataire (
  territoire_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  organisation_id uuid not null,
  etat text not null default 'invite' check (etat in ('invite', 'delibere', 'signe')),
  fonction text not null default '',
  date_deliberation date,
  numero_deliberation text not null default '',
  date_signature date,
  fin date,
  a_confirmer boolean not null default false,
  exemple boolean not null default false,
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  unique (territoire_id, document_id, organisation_id),
  foreign key (territoire_id, document_id) references document_cadre (territoire_id, id) on delete cascade,
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id)
);
create index signataire_organisation on signataire (territoire_id, organisation_id);
select protege('signataire');

create table engagement (
  territoire_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  organisation_id uuid not null,
  axe_id uuid,
  nature text not null default 'action' check (nature in ('action', 'moyens', 'donnees', 'participation')),
  texte text not null,
  responsable text not null default '',
  echeance date,
  etat text not null default 'en_cours' check (etat in ('en_cours', 'tenu', 'rompu', 'abandonne')),
  motif text not null default '',
  preuve text not null default '',
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  foreign key (territoire_id, document_id) references document_cadre (territoire_id, id),
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id),
  foreign key (territoire_id, axe_id) references axe (territoire_id, id)
);
create index engagement_organisation on engagement (territoire_id, organisation_id);
select protege('engagement');

create table theme_transversal (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  nom text not null,
  description text not null default '',
  debut date not null,
  fin date check (fin > debut),
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  unique (territoire_id, nom)
);
select protege('theme_transversal');

-- Crosswalk of local axes to a national grid. Grids are data of the code; a local axis may cover several of their posts.
create table correspondance (
  territoire_id uuid not null,
  axe_id uuid not null,
  grille text not null,
  poste text not null,
  intensite text not null default 'principale' check (intensite in ('principale', 'secondaire')),
  primary key (territoire_id, axe_id, grille, poste),
  foreign key (territoire_id, axe_id) references axe (territoire_id, id) on delete cascade
);
select protege('correspondance');

create table plan_externe (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  nom text not null,
  domaine text not null check (domaine in ('habitat', 'renouvellement_urbain', 'emploi', 'sport', 'culture', 'ecologie', 'sante', 'mobilite', 'autre')),
  direction text not null default '',
  debut date,
  fin date check (fin > debut),
  exemple boolean not null default false,
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id)
);
select protege('plan_externe');

create table plan_but (
  territoire_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  texte text not null,
  rang integer not null default 0,
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, plan_id) references plan_externe (territoire_id, id) on delete cascade
);
select protege('plan_but');

create table plan_but_axe (
  territoire_id uuid not null,
  but_id uuid not null,
  axe_id uuid not null,
  lien text not null check (lien in ('converge', 'double', 'contredit')),
  note text not null default '',
  primary key (territoire_id, but_id, axe_id),
  foreign key (territoire_id, but_id) references plan_but (territoire_id, id) on delete cascade,
  foreign key (territoire_id, axe_id) references axe (territoire_id, id) on delete cascade
);
select protege('plan_but_axe');

alter table affectation add foreign key (territoire_id, axe_id) references axe (territoire_id, id);

create table poste (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  intitule text not null,
  organisation_id uuid not null,
  service text not null default '',
  dans_la_direction boolean not null default true,
  mission_annexe text not null default '',
  debut date not null,
  fin date check (fin > debut),
  exemple boolean not null default false,
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id)
);
select protege('poste');

create table poste_axe (
  territoire_id uuid not null,
  poste_id uuid not null,
  axe_id uuid not null,
  principale boolean not null default true,
  primary key (territoire_id, poste_id, axe_id),
  foreign key (territoire_id, poste_id) references poste (territoire_id, id) on delete cascade,
  foreign key (territoire_id, axe_id) references axe (territoire_id, id) on delete cascade
);
select protege('poste_axe');

create table poste_etp (
  territoire_id uuid not null,
  poste_id uuid not null,
  annee integer not null check (annee between 1990 and 2100),
  etp numeric(6, 2) not null check (etp >= 0),
  primary key (territoire_id, poste_id, annee),
  foreign key (territoire_id, poste_id) references poste (territoire_id, id) on delete cascade
);
select protege('poste_etp');
