-- What the front desk learns from its own conversations: questions that nobody could answer, pairs of a question and
-- what a person answered, and questions with approved answers that are asked again whenever knowledge changes.

-- Questions that mean the same, in different words.
create table question_clusters (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  id text collate "C" not null,
  -- The first question as it was asked, without what names the customer.
  title text not null,
  language text not null default 'en',
  -- 'covered': the knowledge answers it now. 'answered': a person made an entry of it.
  state text not null default 'open' check (state in ('open', 'dismissed', 'covered', 'answered')),
  asked int not null default 0,
  first_asked_at timestamptz not null,
  last_asked_at timestamptz not null,
  -- The entry that was made of it. It may be gone.
  knowledge_id text collate "C",
  state_at timestamptz not null,
  primary key (workspace_id, id)
);
create index question_clusters_asked on question_clusters (workspace_id, state, asked desc, last_asked_at desc);

create table unanswered_questions (
  workspace_id text collate "C" not null,
  conversation_id text collate "C" not null,
  -- The last message of the burst, and which of its questions.
  seq int not null,
  number int not null,
  cluster_id text collate "C" not null,
  text text not null,
  asked_at timestamptz not null,
  -- What a person answered then, without what names the customer.
  answer text,
  answered_by text,
  primary key (workspace_id, conversation_id, seq, number),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade,
  foreign key (workspace_id, cluster_id) references question_clusters (workspace_id, id) on delete cascade
);
create index unanswered_questions_of on unanswered_questions (workspace_id, cluster_id, asked_at desc);

-- A question and what a person answered: used only after somebody has approved it.
create table learned_pairs (
  workspace_id text collate "C" not null,
  id text collate "C" not null,
  conversation_id text collate "C" not null,
  question_seq int not null,
  question text not null,
  answer text not null,
  language text not null default 'en',
  answered_by text,
  -- What the knowledge says instead: [{"sourceId", "kind", "title", "quote"}].
  against jsonb not null default '[]',
  state text not null default 'open' check (state in ('open', 'approved', 'rejected', 'covered')),
  edited boolean not null default false,
  knowledge_id text collate "C",
  decided_by text,
  decided_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, conversation_id, question_seq),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index learned_pairs_open on learned_pairs (workspace_id, created_at desc) where state = 'open';

-- Questions with their approved answers.
create table check_questions (
  workspace_id text collate "C" not null references workspaces (id) on delete cascade,
  id text collate "C" not null,
  question text not null,
  answer text not null,
  origin text not null check (origin in ('message', 'faq', 'hand')),
  conversation_id text collate "C",
  message_id text collate "C",
  knowledge_id text collate "C",
  -- Who asks: the channel, and what the agent there may know.
  channel text,
  audiences text[] not null default '{}',
  -- The moment at which it is asked again and again, so that "today" stays the same day.
  at timestamptz not null,
  -- What would be answered now; null until it was asked for the first time.
  now_answer text,
  now_sources jsonb not null default '[]',
  verdict text check (verdict in ('same', 'different', 'unanswered')),
  reasons jsonb not null default '[]',
  checked_at timestamptz,
  -- The answer that somebody has looked at and left as it is: it is no news any more.
  seen_answer text,
  created_by text,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index check_questions_of_message on check_questions (workspace_id, message_id) where message_id is not null;

-- A turn that found no answer says so in its trace, by whichever way it was written: it is collected in its transaction.
create function collect_unanswered() returns trigger
language plpgsql as $$
begin
  perform graphile_worker.add_job('collect_questions',
    payload => json_build_object('workspaceId', new.workspace_id, 'turnId', new.id),
    max_attempts => 8, job_key => 'collect:' || new.id);
  return null;
end
$$;
create trigger turns_collect_unanswered after insert on turns
  for each row when (new.outcome in ('answered', 'drafted', 'silent') and new.trace ? 'unanswered')
  execute function collect_unanswered();

-- What a person writes may be worth learning. Several messages in a row are one answer, and one job.
create function learn_from_person() returns trigger
language plpgsql as $$
begin
  perform graphile_worker.add_job('learn_answer',
    payload => json_build_object('workspaceId', new.workspace_id, 'conversationId', new.conversation_id),
    max_attempts => 8, job_key => 'learn:' || new.conversation_id);
  return null;
end
$$;
create trigger messages_learn_from_person after insert on messages
  for each row when (new.direction = 'out' and new.author in ('member', 'phone') and new.purpose = 'reply' and new.body <> '')
  execute function learn_from_person();
