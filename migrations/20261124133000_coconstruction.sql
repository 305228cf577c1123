-- A framework document is written by many hands: a project with phases, groups, contributions and a draft that cites them.
create table demarche (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  titre text not null check (titre <> ''),
  objet text not null default '',
  document_id uuid not null,
  etat text not null default 'preparation' check (etat in ('preparation', 'contributions', 'redaction', 'consultation', 'portee', 'abandonnee')),
  contributions_du date,
  contributions_au date check (contributions_au >= contributions_du),
  redaction_au date check (redaction_au >= contributions_au),
  consultation_au date check (consultation_au >= redaction_au),
  -- The dots each voice has to give on an axis.
  points integer not null default 5 check (points between 1 and 20),
  -- Whether a law or a rule says that silence is a favourable opinion, and which.
  silence_favorable boolean not null default false,
  fondement text not null default '',
  -- How many times the draft was sent for opinion.
  tour integer not null default 0,
  avenant_id uuid,
  portee_le date,
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  foreign key (territoire_id, document_id) references document_cadre (territoire_id, id),
  foreign key (territoire_id, avenant_id) references avenant (territoire_id, id)
);
create index demarche_document on demarche (territoire_id, document_id);
create index demarche_avenant on demarche (territoire_id, avenant_id) where avenant_id is not null;
select protege('demarche');

create table demarche_groupe (
  territoire_id uuid not null,
  demarche_id uuid not null,
  instance_id uuid not null,
  primary key (territoire_id, demarche_id, instance_id),
  foreign key (territoire_id, demarche_id) references demarche (territoire_id, id) on delete cascade,
  foreign key (territoire_id, instance_id) references instance (territoire_id, id)
);
create index demarche_groupe_instance on demarche_groupe (territoire_id, instance_id);
select protege('demarche_groupe');

-- A question put to people, on an axis or on the whole, until a day.
create table demarche_appel (
  territoire_id uuid not null,
  id uuid not null,
  demarche_id uuid not null,
  axe_id uuid,
  question text not null check (question <> ''),
  echeance date not null,
  ouvert_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, demarche_id) references demarche (territoire_id, id) on delete cascade,
  foreign key (territoire_id, axe_id) references axe (territoire_id, id)
);
create index demarche_appel_demarche on demarche_appel (territoire_id, demarche_id, ouvert_le);
create index demarche_appel_axe on demarche_appel (territoire_id, axe_id) where axe_id is not null;
select protege('demarche_appel');

-- Whom it was put to, by mail: a link of their own answers without an account.
create table demarche_lien (
  territoire_id uuid not null,
  id uuid not null,
  appel_id uuid not null,
  destinataire text not null,
  courriel text not null,
  organisation_id uuid,
  instance_id uuid,
  empreinte text not null,
  envoye_le timestamptz not null default now(),
  relance_le timestamptz,
  primary key (territoire_id, id),
  unique (empreinte),
  foreign key (territoire_id, appel_id) references demarche_appel (territoire_id, id) on delete cascade,
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id),
  foreign key (territoire_id, instance_id) references instance (territoire_id, id)
);
create index demarche_lien_appel on demarche_lien (territoire_id, appel_id);
create index demarche_lien_organisation on demarche_lien (territoire_id, organisation_id) where organisation_id is not null;
create index demarche_lien_instance on demarche_lien (territoire_id, instance_id) where instance_id is not null;
select protege('demarche_lien');

create table demarche_contribution (
  territoire_id uuid not null,
  id uuid not null,
  demarche_id uuid not null,
  axe_id uuid,
  nature text not null check (nature in ('diagnostic', 'proposition')),
  texte text not null check (texte <> ''),
  instance_id uuid,
  organisation_id uuid,
  auteur text not null,
  auteur_id uuid,
  lien_id uuid,
  deposee_le timestamptz not null default now(),
  -- Why the text does not take it up; empty as long as nobody said so.
  motif_ecart text not null default '',
  exemple boolean not null default false,
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, demarche_id) references demarche (territoire_id, id) on delete cascade,
  foreign key (territoire_id, axe_id) references axe (territoire_id, id),
  foreign key (territoire_id, instance_id) references instance (territoire_id, id),
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id),
  foreign key (territoire_id, auteur_id) references personne (territoire_id, id),
  foreign key (territoire_id, lien_id) references demarche_lien (territoire_id, id)
);
create index demarche_contribution_demarche on demarche_contribution (territoire_id, demarche_id, axe_id, deposee_le);
create index demarche_contribution_axe on demarche_contribution (territoire_id, axe_id) where axe_id is not null;
create index demarche_contribution_instance on demarche_contribution (territoire_id, instance_id) where instance_id is not null;
create index demarche_contribution_organisation on demarche_contribution (territoire_id, organisation_id) where organisation_id is not null;
create index demarche_contribution_auteur on demarche_contribution (territoire_id, auteur_id) where auteur_id is not null;
create index demarche_contribution_lien on demarche_contribution (territoire_id, lien_id) where lien_id is not null;
select protege('demarche_contribution');

-- The dots of a voice: a person of the platform, or who came by a link.
create table demarche_voix (
  territoire_id uuid not null,
  id uuid not null,
  contribution_id uuid not null,
  personne_id uuid,
  lien_id uuid,
  points integer not null check (points between 1 and 3),
  primary key (territoire_id, id),
  check (num_nonnulls(personne_id, lien_id) = 1),
  foreign key (territoire_id, contribution_id) references demarche_contribution (territoire_id, id) on delete cascade,
  foreign key (territoire_id, personne_id) references personne (territoire_id, id),
  foreign key (territoire_id, lien_id) references demarche_lien (territoire_id, id) on delete cascade
);
create unique index demarche_voix_personne on demarche_voix (territoire_id, contribution_id, personne_id) where personne_id is not null;
create unique index demarche_voix_lien on demarche_voix (territoire_id, contribution_id, lien_id) where lien_id is not null;
create index demarche_voix_de_personne on demarche_voix (territoire_id, personne_id) where personne_id is not null;
create index demarche_voix_de_lien on demarche_voix (territoire_id, lien_id) where lien_id is not null;
select protege('demarche_voix');

-- The draft of an axis, paragraph by paragraph, each citing what it comes from.
create table demarche_passage (
  territoire_id uuid not null,
  id uuid not null,
  demarche_id uuid not null,
  axe_id uuid not null,
  rang integer not null,
  texte text not null check (texte <> ''),
  origine text not null default 'nouveau' check (origine in ('nouveau', 'actuel')),
  exemple boolean not null default false,
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, demarche_id) references demarche (territoire_id, id) on delete cascade,
  foreign key (territoire_id, axe_id) references axe (territoire_id, id)
);
create index demarche_passage_demarche on demarche_passage (territoire_id, demarche_id, axe_id, rang);
create index demarche_passage_axe on demarche_passage (territoire_id, axe_id);
select protege('demarche_passage');

create table demarche_citation (
  territoire_id uuid not null,
  passage_id uuid not null,
  contribution_id uuid not null,
  primary key (territoire_id, passage_id, contribution_id),
  foreign key (territoire_id, passage_id) references demarche_passage (territoire_id, id) on delete cascade,
  foreign key (territoire_id, contribution_id) references demarche_contribution (territoire_id, id)
);
create index demarche_citation_contribution on demarche_citation (territoire_id, contribution_id);
select protege('demarche_citation');

-- The opinion of a council on the draft, and what was done of it.
create table demarche_avis (
  territoire_id uuid not null,
  id uuid not null,
  demarche_id uuid not null,
  tour integer not null,
  organisation_id uuid not null,
  envoye_le date not null,
  echeance date not null check (echeance > envoye_le),
  recu_le date,
  sens text check (sens in ('favorable', 'reserve', 'defavorable')),
  texte text not null default '',
  suite text not null default '',
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  unique (territoire_id, demarche_id, tour, organisation_id),
  check ((recu_le is null) = (sens is null)),
  foreign key (territoire_id, demarche_id) references demarche (territoire_id, id) on delete cascade,
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id)
);
create index demarche_avis_organisation on demarche_avis (territoire_id, organisation_id);
select protege('demarche_avis');
