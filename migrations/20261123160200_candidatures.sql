-- Bids for calls of others: consortium, actions, budget by action, spender, funder and year, file to assemble, outcome.
create table candidature (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  code text not null,
  titre text not null check (titre <> ''),
  appel text not null default '',
  financeur_id uuid,
  objet text not null default '',
  public_vise text not null default '',
  depot_le date,
  debut date,
  fin date check (fin > debut),
  places integer check (places > 0),
  etat text not null default 'etudiee' check (etat in ('etudiee', 'en_montage', 'deposee', 'gagnee', 'perdue', 'renoncee')),
  decision text check (decision in ('go', 'no_go')),
  decision_motif text not null default '',
  decision_le date,
  issue_le date,
  montant_obtenu_centimes bigint check (montant_obtenu_centimes >= 0),
  lecons text not null default '',
  fiche_id uuid,
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  unique (territoire_id, code),
  foreign key (territoire_id, financeur_id) references organisation (territoire_id, id),
  foreign key (territoire_id, fiche_id) references fiche (territoire_id, id),
  check ((decision is null) = (decision_le is null)),
  check (etat <> 'gagnee' or montant_obtenu_centimes is not null)
);
create index candidature_depot on candidature (territoire_id, etat, depot_le);
create index candidature_financeur on candidature (territoire_id, financeur_id);
create index candidature_fiche on candidature (territoire_id, fiche_id);
select protege('candidature');

create table candidature_partenaire (
  territoire_id uuid not null,
  id uuid not null,
  candidature_id uuid not null,
  organisation_id uuid not null,
  role text not null check (role in ('chef_de_file', 'operateur', 'cofinanceur', 'partenaire')),
  lettre text not null default 'a_demander' check (lettre in ('a_demander', 'demandee', 'redigee', 'deliberee', 'signee', 'sans_objet')),
  conseil_le date,
  note text not null default '',
  primary key (territoire_id, id),
  unique (territoire_id, candidature_id, organisation_id),
  foreign key (territoire_id, candidature_id) references candidature (territoire_id, id) on delete cascade,
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id)
);
create index candidature_partenaire_organisation on candidature_partenaire (territoire_id, organisation_id);
select protege('candidature_partenaire');

create table candidature_domaine (
  territoire_id uuid not null,
  id uuid not null,
  candidature_id uuid not null,
  titre text not null check (titre <> ''),
  description text not null default '',
  primary key (territoire_id, id),
  foreign key (territoire_id, candidature_id) references candidature (territoire_id, id) on delete cascade
);
create index candidature_domaine_candidature on candidature_domaine (territoire_id, candidature_id);
select protege('candidature_domaine');

create table candidature_action (
  territoire_id uuid not null,
  id uuid not null,
  candidature_id uuid not null,
  domaine_id uuid,
  code text not null,
  titre text not null check (titre <> ''),
  resume text not null default '',
  operateur_id uuid,
  commune_codes jsonb not null default '[]',
  fiche_id uuid,
  primary key (territoire_id, id),
  unique (territoire_id, candidature_id, code),
  foreign key (territoire_id, candidature_id) references candidature (territoire_id, id) on delete cascade,
  foreign key (territoire_id, domaine_id) references candidature_domaine (territoire_id, id),
  foreign key (territoire_id, operateur_id) references organisation (territoire_id, id),
  foreign key (territoire_id, fiche_id) references fiche (territoire_id, id)
);
create index candidature_action_domaine on candidature_action (territoire_id, domaine_id);
create index candidature_action_operateur on candidature_action (territoire_id, operateur_id);
create index candidature_action_fiche on candidature_action (territoire_id, fiche_id);
select protege('candidature_action');

create table candidature_budget (
  territoire_id uuid not null,
  id uuid not null,
  candidature_id uuid not null,
  action_id uuid not null,
  operateur_id uuid not null,
  financeur_id uuid not null,
  annee integer not null check (annee between 1990 and 2100),
  montant_centimes bigint not null check (montant_centimes > 0),
  primary key (territoire_id, id),
  unique (territoire_id, action_id, operateur_id, financeur_id, annee),
  foreign key (territoire_id, candidature_id) references candidature (territoire_id, id) on delete cascade,
  foreign key (territoire_id, action_id) references candidature_action (territoire_id, id) on delete cascade,
  foreign key (territoire_id, operateur_id) references organisation (territoire_id, id),
  foreign key (territoire_id, financeur_id) references organisation (territoire_id, id)
);
create index candidature_budget_candidature on candidature_budget (territoire_id, candidature_id);
create index candidature_budget_operateur on candidature_budget (territoire_id, operateur_id);
create index candidature_budget_financeur on candidature_budget (territoire_id, financeur_id);
select protege('candidature_budget');

-- The co-funding rules of the call, as data: what is measured, and the threshold.
create table candidature_regle (
  territoire_id uuid not null,
  id uuid not null,
  candidature_id uuid not null,
  genre text not null check (genre in ('part_max', 'part_max_action', 'montant_max', 'montant_min', 'partenaires_min', 'annees_max')),
  seuil numeric not null check (seuil >= 0),
  source text not null default '',
  primary key (territoire_id, id),
  unique (territoire_id, candidature_id, genre),
  foreign key (territoire_id, candidature_id) references candidature (territoire_id, id) on delete cascade
);
select protege('candidature_regle');

create table candidature_piece (
  territoire_id uuid not null,
  id uuid not null,
  candidature_id uuid not null,
  titre text not null check (titre <> ''),
  responsable text not null default '',
  echeance date,
  etat text not null default 'a_faire' check (etat in ('a_faire', 'en_cours', 'prete')),
  primary key (territoire_id, id),
  foreign key (territoire_id, candidature_id) references candidature (territoire_id, id) on delete cascade
);
create index candidature_piece_candidature on candidature_piece (territoire_id, candidature_id);
select protege('candidature_piece');

create table candidature_exigence (
  territoire_id uuid not null,
  id uuid not null,
  candidature_id uuid not null,
  titre text not null check (titre <> ''),
  responsable text not null default '',
  etat text not null default 'a_traiter' check (etat in ('a_traiter', 'en_cours', 'satisfaite')),
  preuve text not null default '',
  piece_ids jsonb not null default '[]',
  primary key (territoire_id, id),
  foreign key (territoire_id, candidature_id) references candidature (territoire_id, id) on delete cascade
);
create index candidature_exigence_candidature on candidature_exigence (territoire_id, candidature_id);
select protege('candidature_exigence');

create table candidature_section (
  territoire_id uuid not null,
  id uuid not null,
  candidature_id uuid not null,
  titre text not null check (titre <> ''),
  texte text not null default '',
  etat text not null default 'a_ecrire' check (etat in ('a_ecrire', 'en_relecture', 'arretee')),
  primary key (territoire_id, id),
  foreign key (territoire_id, candidature_id) references candidature (territoire_id, id) on delete cascade
);
create index candidature_section_candidature on candidature_section (territoire_id, candidature_id);
select protege('candidature_section');

-- What was spent once the bid is won.
create table candidature_depense (
  territoire_id uuid not null,
  id uuid not null,
  candidature_id uuid not null,
  operateur_id uuid not null,
  annee integer not null check (annee between 1990 and 2100),
  montant_centimes bigint not null check (montant_centimes > 0),
  note text not null default '',
  primary key (territoire_id, id),
  foreign key (territoire_id, candidature_id) references candidature (territoire_id, id) on delete cascade,
  foreign key (territoire_id, operateur_id) references organisation (territoire_id, id)
);
create index candidature_depense_candidature on candidature_depense (territoire_id, candidature_id);
create index candidature_depense_operateur on candidature_depense (territoire_id, operateur_id);
select protege('candidature_depense');

-- The file as it was at a moment: never changed.
create table candidature_version (
  territoire_id uuid not null,
  id uuid not null,
  candidature_id uuid not null,
  numero integer not null check (numero > 0),
  libelle text not null check (libelle <> ''),
  contenu jsonb not null,
  cree_le timestamptz not null default now(),
  cree_par text not null,
  primary key (territoire_id, id),
  unique (territoire_id, candidature_id, numero),
  foreign key (territoire_id, candidature_id) references candidature (territoire_id, id) on delete cascade
);
select protege('candidature_version');
