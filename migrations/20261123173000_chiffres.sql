-- What an imported dossier does not say stays unsaid: figures on delays and requests leave these rows aside.
alter table dossier add column import_lot_id uuid,
  add column depot_connu boolean not null default true,
  add foreign key (territoire_id, import_lot_id) references import_lot (territoire_id, id);
create index dossier_import_lot on dossier (territoire_id, import_lot_id);
alter table ligne add column demande_connue boolean not null default true;
create index ligne_dossier on ligne (territoire_id, dossier_id);

-- What a signatory says it puts of its ordinary means on an axis and a place, a year, with what shows it.
create table effort_droit_commun (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  organisation_id uuid not null,
  annee integer not null check (annee between 2000 and 2100),
  axe_id uuid,
  commune_code text,
  qpv_code text,
  nature text not null check (nature in ('credits', 'postes', 'equipement', 'service')),
  libelle text not null check (libelle <> ''),
  montant_centimes bigint check (montant_centimes > 0),
  etp numeric check (etp > 0),
  preuve text not null default '',
  verifie_le date,
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id),
  foreign key (territoire_id, axe_id) references axe (territoire_id, id),
  foreign key (territoire_id, commune_code) references commune (territoire_id, code),
  foreign key (territoire_id, qpv_code) references qpv (territoire_id, code),
  check (montant_centimes is not null or etp is not null)
);
create index effort_droit_commun_organisation on effort_droit_commun (territoire_id, organisation_id, annee);
create index effort_droit_commun_axe on effort_droit_commun (territoire_id, axe_id);
create index effort_droit_commun_commune on effort_droit_commun (territoire_id, commune_code);
create index effort_droit_commun_qpv on effort_droit_commun (territoire_id, qpv_code);
select protege('effort_droit_commun');

-- What becomes of an action when its outside money ends: the way to ordinary means, and the day to decide it.
create table fiche_relais (
  territoire_id uuid not null,
  fiche_id uuid not null,
  fin_exterieure date not null,
  montant_centimes bigint check (montant_centimes >= 0),
  plan text not null default '',
  decider_avant date not null check (decider_avant < fin_exterieure),
  responsable_id uuid,
  decision text check (decision in ('droit_commun', 'autre_financement', 'reduite', 'arretee')),
  decide_le date,
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, fiche_id),
  foreign key (territoire_id, fiche_id) references fiche (territoire_id, id),
  foreign key (territoire_id, responsable_id) references organisation (territoire_id, id),
  check ((decision is null) = (decide_le is null))
);
create index fiche_relais_decider on fiche_relais (territoire_id, decider_avant) where decision is null;
create index fiche_relais_responsable on fiche_relais (territoire_id, responsable_id);
select protege('fiche_relais');
