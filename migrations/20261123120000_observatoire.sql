-- Which themes of the observatory light an axis: the tenant says it, figures are then read axis by axis.
create table axe_observatoire (
  territoire_id uuid not null,
  axe_id uuid not null,
  theme text not null check (theme in ('population', 'revenus', 'emploi', 'education', 'sante', 'logement', 'securite')),
  primary key (territoire_id, axe_id, theme),
  foreign key (territoire_id, axe_id) references axe (territoire_id, id) on delete cascade
);
select protege('axe_observatoire');
