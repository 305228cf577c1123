-- What a commune says of its part in an axis, a body, a scheme or a bid: dated, with why, the former kept.
create table participation (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  commune_code text not null,
  axe_id uuid,
  instance_id uuid,
  appel_id uuid,
  candidature_id uuid,
  cible uuid not null generated always as (coalesce(axe_id, instance_id, appel_id, candidature_id)) stored,
  niveau text not null check (niveau in ('pilote', 'engagee', 'associee', 'informee', 'pas_concernee')),
  pourquoi text not null check (pourquoi <> ''),
  debut date not null,
  fin date check (fin > debut),
  -- Who said it: a person of the territory, or the holder of an invitation link.
  declare_par uuid,
  declarant text not null default '',
  exemple boolean not null default false,
  cree_le timestamptz not null default now(),
  primary key (territoire_id, id),
  check (num_nonnulls(axe_id, instance_id, appel_id, candidature_id) = 1),
  foreign key (territoire_id, commune_code) references commune (territoire_id, code),
  foreign key (territoire_id, axe_id) references axe (territoire_id, id),
  foreign key (territoire_id, instance_id) references instance (territoire_id, id),
  foreign key (territoire_id, appel_id) references appel_a_projets (territoire_id, id),
  foreign key (territoire_id, candidature_id) references candidature (territoire_id, id),
  foreign key (territoire_id, declare_par) references personne (territoire_id, id)
);
create unique index participation_ouverte on participation (territoire_id, commune_code, cible) where fin is null;
create index participation_cible on participation (territoire_id, cible, debut);
create index participation_axe on participation (territoire_id, axe_id) where axe_id is not null;
create index participation_instance on participation (territoire_id, instance_id) where instance_id is not null;
create index participation_appel on participation (territoire_id, appel_id) where appel_id is not null;
create index participation_candidature on participation (territoire_id, candidature_id) where candidature_id is not null;
create index participation_declare_par on participation (territoire_id, declare_par) where declare_par is not null;
select protege('participation');

-- What the intercommunality proposes to a commune; the commune accepts, chooses another level, or declines.
create table participation_invitation (
  territoire_id uuid not null references territoire (id),
  id uuid not null,
  commune_code text not null,
  axe_id uuid,
  instance_id uuid,
  appel_id uuid,
  candidature_id uuid,
  cible uuid not null generated always as (coalesce(axe_id, instance_id, appel_id, candidature_id)) stored,
  niveau text not null check (niveau in ('pilote', 'engagee', 'associee', 'informee')),
  message text not null default '',
  envoyee_par uuid,
  envoyee_le timestamptz not null default now(),
  courriel text not null default '',
  empreinte text,
  expire_le timestamptz not null,
  reponse text check (reponse in ('acceptee', 'autre', 'declinee')),
  repondue_le timestamptz,
  participation_id uuid,
  exemple boolean not null default false,
  primary key (territoire_id, id),
  check (num_nonnulls(axe_id, instance_id, appel_id, candidature_id) = 1),
  foreign key (territoire_id, commune_code) references commune (territoire_id, code),
  foreign key (territoire_id, axe_id) references axe (territoire_id, id),
  foreign key (territoire_id, instance_id) references instance (territoire_id, id),
  foreign key (territoire_id, appel_id) references appel_a_projets (territoire_id, id),
  foreign key (territoire_id, candidature_id) references candidature (territoire_id, id),
  foreign key (territoire_id, envoyee_par) references personne (territoire_id, id),
  foreign key (territoire_id, participation_id) references participation (territoire_id, id)
);
create unique index participation_invitation_empreinte on participation_invitation (empreinte) where empreinte is not null;
create index participation_invitation_commune on participation_invitation (territoire_id, commune_code, envoyee_le);
create index participation_invitation_axe on participation_invitation (territoire_id, axe_id) where axe_id is not null;
create index participation_invitation_instance on participation_invitation (territoire_id, instance_id) where instance_id is not null;
create index participation_invitation_appel on participation_invitation (territoire_id, appel_id) where appel_id is not null;
create index participation_invitation_candidature on participation_invitation (territoire_id, candidature_id) where candidature_id is not null;
create index participation_invitation_par on participation_invitation (territoire_id, envoyee_par) where envoyee_par is not null;
create index participation_invitation_suite on participation_invitation (territoire_id, participation_id) where participation_id is not null;
select protege('participation_invitation');
