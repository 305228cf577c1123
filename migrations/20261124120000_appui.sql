-- A commune, an association or a partner asks the team for a hand.
create table appui (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  organisation_id uuid not null,
  demandeur_id uuid,
  nature text not null check (nature in ('diagnostic', 'financement', 'montage', 'evaluation', 'animation', 'donnees')),
  objet text not null check (objet <> ''),
  description text not null default '',
  pour_le date,
  commune_code text,
  axe_id uuid,
  etat text not null default 'deposee' check (etat in ('deposee', 'acceptee', 'reorientee', 'declinee', 'terminee')),
  motif text not null default '',
  poste_id uuid,
  jours_prevus numeric(5, 2) check (jours_prevus >= 0),
  resultat text not null default '',
  deposee_le timestamptz not null default now(),
  close_le timestamptz,
  -- The one question asked at the end, by a link or on the screen.
  empreinte text,
  satisfaction text check (satisfaction in ('beaucoup', 'plutot', 'peu', 'pas')),
  satisfaction_mot text not null default '',
  satisfaction_le timestamptz,
  exemple boolean not null default false,
  version integer not null default 1,
  modifie_le timestamptz not null default now(),
  primary key (territoire_id, id),
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id),
  foreign key (territoire_id, demandeur_id) references personne (territoire_id, id),
  foreign key (territoire_id, commune_code) references commune (territoire_id, code),
  foreign key (territoire_id, axe_id) references axe (territoire_id, id),
  foreign key (territoire_id, poste_id) references poste (territoire_id, id)
);
create unique index appui_empreinte on appui (empreinte) where empreinte is not null;
create index appui_etat on appui (territoire_id, etat, deposee_le);
create index appui_organisation on appui (territoire_id, organisation_id);
create index appui_demandeur on appui (territoire_id, demandeur_id) where demandeur_id is not null;
create index appui_commune on appui (territoire_id, commune_code) where commune_code is not null;
create index appui_axe on appui (territoire_id, axe_id) where axe_id is not null;
create index appui_poste on appui (territoire_id, poste_id) where poste_id is not null;
select protege('appui');

-- Time given, day by day, by a post of the team.
create table appui_temps (
  territoire_id uuid not null,
  id uuid not null,
  appui_id uuid not null,
  poste_id uuid not null,
  jour date not null,
  jours numeric(4, 2) not null check (jours > 0 and jours <= 31),
  note text not null default '',
  primary key (territoire_id, id),
  foreign key (territoire_id, appui_id) references appui (territoire_id, id) on delete cascade,
  foreign key (territoire_id, poste_id) references poste (territoire_id, id)
);
create index appui_temps_appui on appui_temps (territoire_id, appui_id, jour);
create index appui_temps_poste on appui_temps (territoire_id, poste_id, jour);
select protege('appui_temps');

-- What came of it: a bid, a fiche, a dossier, a diagnosis.
create table appui_suite (
  territoire_id uuid not null,
  id uuid not null,
  appui_id uuid not null,
  fiche_id uuid,
  candidature_id uuid,
  dossier_id uuid,
  diagnostic_id uuid,
  primary key (territoire_id, id),
  check (num_nonnulls(fiche_id, candidature_id, dossier_id, diagnostic_id) = 1),
  foreign key (territoire_id, appui_id) references appui (territoire_id, id) on delete cascade,
  foreign key (territoire_id, fiche_id) references fiche (territoire_id, id),
  foreign key (territoire_id, candidature_id) references candidature (territoire_id, id),
  foreign key (territoire_id, dossier_id) references dossier (territoire_id, id),
  foreign key (territoire_id, diagnostic_id) references diagnostic (territoire_id, id)
);
create index appui_suite_appui on appui_suite (territoire_id, appui_id);
create index appui_suite_fiche on appui_suite (territoire_id, fiche_id) where fiche_id is not null;
create index appui_suite_candidature on appui_suite (territoire_id, candidature_id) where candidature_id is not null;
create index appui_suite_dossier on appui_suite (territoire_id, dossier_id) where dossier_id is not null;
create index appui_suite_diagnostic on appui_suite (territoire_id, diagnostic_id) where diagnostic_id is not null;
select protege('appui_suite');
