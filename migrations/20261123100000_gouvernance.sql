-- A body that steers or works: who sits is said by its seats, by the communes of a perimeter, and by the body it enlarges.
create table instance (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  nom text not null collate frx,
  nature text not null check (nature in ('copil', 'copil_elargi', 'cotech', 'groupe_thematique', 'groupe_transversal', 'conseil_citoyen', 'conference_financeurs', 'autre')),
  objet text not null default '',
  document_id uuid,
  elargit_id uuid,
  perimetre_id uuid,
  qpv_code text,
  rythme_annuel integer check (rythme_annuel between 1 and 52),
  quorum_pourcent integer check (quorum_pourcent between 1 and 100),
  debut date not null,
  fin date check (fin > debut),
  source text not null default '',
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  archive_le timestamptz,
  primary key (territoire_id, id),
  check (elargit_id <> id),
  foreign key (territoire_id, document_id) references document_cadre (territoire_id, id),
  foreign key (territoire_id, elargit_id) references instance (territoire_id, id),
  foreign key (territoire_id, perimetre_id) references perimetre (territoire_id, id),
  foreign key (territoire_id, qpv_code) references qpv (territoire_id, code)
);
create index instance_document on instance (territoire_id, document_id);
create index instance_elargit on instance (territoire_id, elargit_id);
select protege('instance');

create table instance_axe (
  territoire_id uuid not null,
  instance_id uuid not null,
  axe_id uuid not null,
  primary key (territoire_id, instance_id, axe_id),
  foreign key (territoire_id, instance_id) references instance (territoire_id, id) on delete cascade,
  foreign key (territoire_id, axe_id) references axe (territoire_id, id)
);
create index instance_axe_axe on instance_axe (territoire_id, axe_id);
select protege('instance_axe');

-- A seat belongs to an organisation; people sit for it.
create table siege (
  territoire_id uuid not null,
  id uuid not null,
  instance_id uuid not null,
  organisation_id uuid not null,
  college text not null default '',
  titulaire_id uuid,
  suppleant_id uuid,
  debut date not null,
  fin date check (fin > debut),
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, instance_id) references instance (territoire_id, id) on delete cascade,
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id),
  foreign key (territoire_id, titulaire_id) references personne (territoire_id, id),
  foreign key (territoire_id, suppleant_id) references personne (territoire_id, id)
);
create index siege_instance on siege (territoire_id, instance_id, debut);
create index siege_organisation on siege (territoire_id, organisation_id);
select protege('siege');

create table seance (
  territoire_id uuid not null,
  id uuid not null,
  instance_id uuid not null,
  titre text not null,
  jour date not null,
  heure text not null check (heure ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  duree_minutes integer not null check (duree_minutes between 15 and 720),
  lieu text not null default '',
  visio text not null default '',
  etat text not null default 'preparation' check (etat in ('preparation', 'convoquee', 'tenue', 'annulee')),
  motif_annulation text not null default '',
  -- Counts the invitations sent: calendars keep the one with the highest number.
  sequence integer not null default 0,
  convoquee_le timestamptz,
  releve_le timestamptz,
  exemple boolean not null default false,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, instance_id) references instance (territoire_id, id)
);
create index seance_instance on seance (territoire_id, instance_id, jour desc);
create index seance_jour on seance (territoire_id, jour);
select protege('seance');

-- An item of the agenda, with its notes, and the decision taken when there is one.
create table seance_point (
  territoire_id uuid not null,
  id uuid not null,
  seance_id uuid not null,
  rang integer not null,
  titre text not null,
  nature text not null check (nature in ('information', 'discussion', 'decision')),
  duree_minutes integer check (duree_minutes between 1 and 480),
  presentation text not null default '',
  fiche_id uuid,
  avenant_id uuid,
  notes text not null default '',
  decision text not null default '',
  mode text check (mode in ('consensus', 'vote')),
  pour integer check (pour >= 0),
  contre integer check (contre >= 0),
  abstention integer check (abstention >= 0),
  resultat text check (resultat in ('adoptee', 'rejetee', 'ajournee')),
  decide_le timestamptz,
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, seance_id) references seance (territoire_id, id) on delete cascade,
  foreign key (territoire_id, fiche_id) references fiche (territoire_id, id),
  foreign key (territoire_id, avenant_id) references avenant (territoire_id, id)
);
create index seance_point_seance on seance_point (territoire_id, seance_id, rang);
create index seance_point_fiche on seance_point (territoire_id, fiche_id) where fiche_id is not null;
create index seance_point_avenant on seance_point (territoire_id, avenant_id) where avenant_id is not null;
select protege('seance_point');

-- Who steps out of an item: neither in its quorum nor in its count.
create table deport (
  territoire_id uuid not null,
  point_id uuid not null,
  organisation_id uuid not null,
  motif text not null default '',
  primary key (territoire_id, point_id, organisation_id),
  foreign key (territoire_id, point_id) references seance_point (territoire_id, id) on delete cascade,
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id)
);
select protege('deport');

-- One line a member organisation: its invitation, its answer, its presence.
create table convocation (
  territoire_id uuid not null,
  id uuid not null,
  seance_id uuid not null,
  organisation_id uuid not null,
  courriel text,
  courriel_id uuid,
  reponse text check (reponse in ('oui', 'non', 'suppleant')),
  message text not null default '',
  repondu_le timestamptz,
  presence text check (presence in ('present', 'excuse', 'represente', 'absent')),
  cree_le timestamptz not null default now(),
  primary key (territoire_id, id),
  unique (territoire_id, seance_id, organisation_id),
  foreign key (territoire_id, seance_id) references seance (territoire_id, id) on delete cascade,
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id)
);
create index convocation_organisation on convocation (territoire_id, organisation_id);
select protege('convocation');

-- The links of the mails: each mailing has its own, all answer until the meeting is held.
create table convocation_jeton (
  territoire_id uuid not null,
  empreinte text not null,
  convocation_id uuid not null,
  cree_le timestamptz not null default now(),
  primary key (territoire_id, empreinte),
  foreign key (territoire_id, convocation_id) references convocation (territoire_id, id) on delete cascade
);
create unique index convocation_jeton_empreinte on convocation_jeton (empreinte);
select protege('convocation_jeton');

-- What remains to be done after a meeting.
create table suite (
  territoire_id uuid not null,
  id uuid not null,
  seance_id uuid not null,
  point_id uuid,
  texte text not null,
  organisation_id uuid,
  echeance date,
  etat text not null default 'a_faire' check (etat in ('a_faire', 'faite', 'abandonnee')),
  version integer not null default 1,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, seance_id) references seance (territoire_id, id) on delete cascade,
  foreign key (territoire_id, point_id) references seance_point (territoire_id, id) on delete cascade,
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id)
);
create index suite_seance on suite (territoire_id, seance_id);
create index suite_echeance on suite (territoire_id, echeance) where etat = 'a_faire';
select protege('suite');
