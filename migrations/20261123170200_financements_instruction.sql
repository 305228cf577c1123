-- One line a funder: its own opinion, its own amount, its own life. There is no single status of a dossier.
create table ligne (
  territoire_id uuid not null,
  id uuid not null,
  dossier_id uuid not null,
  financeur_id uuid not null,
  demande_centimes bigint not null check (demande_centimes >= 0),
  etat text not null default 'demandee' check (etat in ('demandee', 'en_instruction', 'avis_donne', 'proposee', 'validee', 'accordee', 'refusee', 'notifiee', 'conventionnee', 'payee_en_partie', 'payee', 'a_justifier', 'justifiee', 'close')),
  avis text check (avis in ('favorable', 'favorable_reserves', 'ajourne', 'defavorable')),
  avis_commentaire text not null default '',
  avis_le timestamptz,
  avis_par uuid,
  propose_droit_commun_centimes bigint check (propose_droit_commun_centimes >= 0),
  propose_specifique_centimes bigint check (propose_specifique_centimes >= 0),
  decide_droit_commun_centimes bigint check (decide_droit_commun_centimes >= 0),
  decide_specifique_centimes bigint check (decide_specifique_centimes >= 0),
  decide_le date,
  decision_reference text not null default '',
  motif_refus text not null default '',
  notifie_le date,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  unique (territoire_id, dossier_id, financeur_id),
  foreign key (territoire_id, dossier_id) references dossier (territoire_id, id) on delete cascade,
  foreign key (territoire_id, financeur_id) references organisation (territoire_id, id)
);
create index ligne_financeur on ligne (territoire_id, financeur_id, etat);
select protege('ligne');

-- The opinion of a commune on what happens at home.
create table avis_commune (
  territoire_id uuid not null,
  dossier_id uuid not null,
  commune_code text not null,
  avis text not null check (avis in ('favorable', 'favorable_reserves', 'ajourne', 'defavorable')),
  commentaire text not null default '',
  donne_par uuid,
  donne_le timestamptz not null default now(),
  primary key (territoire_id, dossier_id, commune_code),
  foreign key (territoire_id, dossier_id) references dossier (territoire_id, id) on delete cascade,
  foreign key (territoire_id, commune_code) references commune (territoire_id, code)
);
create index avis_commune_commune on avis_commune (territoire_id, commune_code);
select protege('avis_commune');

-- A mark of one instructor on one criterion of the grid.
create table note_critere (
  territoire_id uuid not null,
  dossier_id uuid not null,
  critere_id uuid not null,
  personne_id uuid not null,
  note integer not null check (note between 0 and 20),
  commentaire text not null default '',
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, dossier_id, critere_id, personne_id),
  foreign key (territoire_id, dossier_id) references dossier (territoire_id, id) on delete cascade,
  foreign key (territoire_id, critere_id) references appel_critere (territoire_id, id) on delete cascade,
  foreign key (territoire_id, personne_id) references personne (territoire_id, id)
);
create index note_critere_critere on note_critere (territoire_id, critere_id);
create index note_critere_personne on note_critere (territoire_id, personne_id);
select protege('note_critere');

-- A programming under discussion; one is adopted by a committee.
create table simulation (
  territoire_id uuid not null,
  id uuid not null,
  appel_id uuid not null,
  nom text not null check (nom <> ''),
  note text not null default '',
  etat text not null default 'brouillon' check (etat in ('brouillon', 'cotech', 'copil', 'adoptee', 'ecartee')),
  adoptee_le date,
  reference text not null default '',
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  foreign key (territoire_id, appel_id) references appel_a_projets (territoire_id, id)
);
create index simulation_appel on simulation (territoire_id, appel_id);
create unique index simulation_adoptee on simulation (territoire_id, appel_id) where etat = 'adoptee';
select protege('simulation');

create table simulation_ligne (
  territoire_id uuid not null,
  simulation_id uuid not null,
  ligne_id uuid not null,
  droit_commun_centimes bigint not null default 0 check (droit_commun_centimes >= 0),
  specifique_centimes bigint not null default 0 check (specifique_centimes >= 0),
  version integer not null default 1,
  primary key (territoire_id, simulation_id, ligne_id),
  foreign key (territoire_id, simulation_id) references simulation (territoire_id, id) on delete cascade,
  foreign key (territoire_id, ligne_id) references ligne (territoire_id, id) on delete cascade
);
create index simulation_ligne_ligne on simulation_ligne (territoire_id, ligne_id);
select protege('simulation_ligne');

-- What binds a funder and a carrier, or tells the carrier no: made from a template, signed, dated.
create table acte (
  territoire_id uuid not null,
  id uuid not null,
  dossier_id uuid not null,
  financeur_id uuid not null,
  nature text not null check (nature in ('notification', 'refus', 'arrete', 'convention', 'cpo', 'avenant')),
  numero text not null,
  objet text not null default '',
  montant_centimes bigint check (montant_centimes >= 0),
  -- An amendment: the act it changes, the new end, or the amount carried over.
  modifie_id uuid,
  nouvelle_fin date,
  debut date,
  fin date check (fin > debut),
  etat text not null default 'a_signer' check (etat in ('a_signer', 'signe', 'notifie', 'annule')),
  signe_le date,
  notifie_le date,
  deliberation text not null default '',
  engagement text not null default '',
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  unique (territoire_id, numero),
  foreign key (territoire_id, dossier_id) references dossier (territoire_id, id),
  foreign key (territoire_id, financeur_id) references organisation (territoire_id, id),
  foreign key (territoire_id, modifie_id) references acte (territoire_id, id)
);
create index acte_dossier on acte (territoire_id, dossier_id);
create index acte_financeur on acte (territoire_id, financeur_id);
create index acte_modifie on acte (territoire_id, modifie_id);
select protege('acte');

create table versement (
  territoire_id uuid not null,
  id uuid not null,
  ligne_id uuid not null,
  rang integer not null,
  nature text not null check (nature in ('unique', 'avance', 'acompte', 'solde', 'reversement')),
  prevu_le date not null,
  montant_centimes bigint not null check (montant_centimes > 0),
  verse_le date,
  reference text not null default '',
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, ligne_id) references ligne (territoire_id, id) on delete cascade
);
create index versement_ligne on versement (territoire_id, ligne_id, rang);
create index versement_prevu on versement (territoire_id, prevu_le) where verse_le is null;
select protege('versement');

-- What became of the money: the financial report of a funded dossier (CERFA 15059).
create table compte_rendu (
  territoire_id uuid not null,
  id uuid not null,
  dossier_id uuid not null,
  exercice integer not null check (exercice between 2000 and 2100),
  etat text not null default 'a_rendre' check (etat in ('a_rendre', 'brouillon', 'depose', 'a_corriger', 'accepte')),
  echeance date not null,
  mise_en_oeuvre text not null default '',
  beneficiaires integer check (beneficiaires >= 0),
  beneficiaires_detail text not null default '',
  dates_lieux text not null default '',
  objectifs_atteints text not null default '',
  regles_repartition text not null default '',
  ecarts text not null default '',
  contributions_volontaires text not null default '',
  observations text not null default '',
  signataire_nom text not null default '',
  signataire_fonction text not null default '',
  depose_le timestamptz,
  copie jsonb,
  a_corriger text not null default '',
  accepte_le timestamptz,
  rappele_le timestamptz,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  unique (territoire_id, dossier_id, exercice),
  foreign key (territoire_id, dossier_id) references dossier (territoire_id, id)
);
create index compte_rendu_echeance on compte_rendu (territoire_id, echeance) where etat in ('a_rendre', 'brouillon', 'a_corriger');
select protege('compte_rendu');

create table compte_rendu_ligne (
  territoire_id uuid not null,
  id uuid not null,
  compte_rendu_id uuid not null,
  compte text not null,
  libelle text not null default '',
  financeur_id uuid,
  prevu_centimes bigint not null check (prevu_centimes >= 0),
  realise_centimes bigint check (realise_centimes >= 0),
  rang integer not null,
  primary key (territoire_id, id),
  foreign key (territoire_id, compte_rendu_id) references compte_rendu (territoire_id, id) on delete cascade,
  foreign key (territoire_id, financeur_id) references organisation (territoire_id, id)
);
create index compte_rendu_ligne_compte_rendu on compte_rendu_ligne (territoire_id, compte_rendu_id, rang);
create index compte_rendu_ligne_financeur on compte_rendu_ligne (territoire_id, financeur_id);
select protege('compte_rendu_ligne');

-- What a funder decides of what was not spent: proposed by the figures, decided by someone.
create table reliquat (
  territoire_id uuid not null,
  ligne_id uuid not null,
  compte_rendu_id uuid not null,
  propose_centimes bigint not null check (propose_centimes >= 0),
  issue text check (issue in ('solde', 'report', 'reversement')),
  montant_centimes bigint check (montant_centimes >= 0),
  decide_le date,
  motif text not null default '',
  primary key (territoire_id, ligne_id, compte_rendu_id),
  foreign key (territoire_id, ligne_id) references ligne (territoire_id, id) on delete cascade,
  foreign key (territoire_id, compte_rendu_id) references compte_rendu (territoire_id, id) on delete cascade
);
create index reliquat_compte_rendu on reliquat (territoire_id, compte_rendu_id);
select protege('reliquat');
