-- The members of a body are asked which day suits them, before a meeting is called.
create table sondage (
  territoire_id uuid not null,
  id uuid not null,
  seance_id uuid not null,
  message text not null default '',
  echeance date not null,
  etat text not null default 'ouvert' check (etat in ('ouvert', 'choisi', 'abandonne')),
  retenue_id uuid,
  ouvert_le timestamptz not null default now(),
  exemple boolean not null default false,
  primary key (territoire_id, id),
  check ((etat = 'choisi') = (retenue_id is not null)),
  foreign key (territoire_id, seance_id) references seance (territoire_id, id) on delete cascade
);
create unique index sondage_ouvert on sondage (territoire_id, seance_id) where etat = 'ouvert';
create index sondage_seance on sondage (territoire_id, seance_id, ouvert_le);
select protege('sondage');

-- A day and an hour on the clock of Paris, as they were typed.
create table sondage_option (
  territoire_id uuid not null,
  id uuid not null,
  sondage_id uuid not null,
  jour date not null,
  heure text not null check (heure ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  primary key (territoire_id, id),
  unique (territoire_id, sondage_id, jour, heure),
  foreign key (territoire_id, sondage_id) references sondage (territoire_id, id) on delete cascade
);
select protege('sondage_option');
alter table sondage add foreign key (territoire_id, retenue_id) references sondage_option (territoire_id, id);
create index sondage_retenue on sondage (territoire_id, retenue_id) where retenue_id is not null;

-- Who is asked: one line an organisation, with its link when it has an address.
create table sondage_membre (
  territoire_id uuid not null,
  id uuid not null,
  sondage_id uuid not null,
  organisation_id uuid not null,
  courriel text,
  empreinte text unique,
  repondu_le timestamptz,
  repondu_par text not null default '',
  message text not null default '',
  relance_le timestamptz,
  primary key (territoire_id, id),
  unique (territoire_id, sondage_id, organisation_id),
  foreign key (territoire_id, sondage_id) references sondage (territoire_id, id) on delete cascade,
  foreign key (territoire_id, organisation_id) references organisation (territoire_id, id)
);
create index sondage_membre_organisation on sondage_membre (territoire_id, organisation_id);
select protege('sondage_membre');

create table sondage_reponse (
  territoire_id uuid not null,
  membre_id uuid not null,
  option_id uuid not null,
  reponse text not null check (reponse in ('oui', 'si_besoin', 'non')),
  primary key (territoire_id, membre_id, option_id),
  foreign key (territoire_id, membre_id) references sondage_membre (territoire_id, id) on delete cascade,
  foreign key (territoire_id, option_id) references sondage_option (territoire_id, id) on delete cascade
);
create index sondage_reponse_option on sondage_reponse (territoire_id, option_id);
select protege('sondage_reponse');
