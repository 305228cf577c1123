-- The secret address by which one person's calendar reads the meetings: one at a time, renewed or withdrawn at will.
create table agenda_jeton (
  territoire_id uuid not null,
  personne_id uuid not null,
  empreinte text not null,
  cree_le timestamptz not null default now(),
  primary key (territoire_id, personne_id),
  foreign key (territoire_id, personne_id) references personne (territoire_id, id) on delete cascade
);
create unique index agenda_jeton_empreinte on agenda_jeton (empreinte);
select protege('agenda_jeton');
