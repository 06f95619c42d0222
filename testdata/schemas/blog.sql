-- A blog: six tables, one of each kind of relationship.
-- PostgreSQL.

CREATE TYPE post_status AS ENUM ('draft', 'published', 'archived');

CREATE TABLE users (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email      varchar(255) NOT NULL UNIQUE,
    name       text         NOT NULL,
    created_at timestamptz  NOT NULL DEFAULT now()
);

CREATE TABLE profiles (
    user_id    bigint PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    bio        text,
    avatar_url text
);

CREATE TABLE posts (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    author_id    bigint       NOT NULL REFERENCES users,
    editor_id    bigint       REFERENCES users,
    slug         varchar(120) NOT NULL UNIQUE,
    title        text         NOT NULL,
    body         text         NOT NULL,
    status       post_status  NOT NULL DEFAULT 'draft',
    published_at timestamptz
);

CREATE TABLE comments (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    post_id    bigint      NOT NULL REFERENCES posts ON DELETE CASCADE,
    author_id  bigint      REFERENCES users ON DELETE SET NULL,
    reply_to   bigint      REFERENCES comments ON DELETE CASCADE,
    body       text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE tags (
    id   int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name varchar(50) NOT NULL UNIQUE
);

CREATE TABLE post_tags (
    post_id bigint REFERENCES posts ON DELETE CASCADE,
    tag_id  int    REFERENCES tags ON DELETE CASCADE,
    PRIMARY KEY (post_id, tag_id)
);

COMMENT ON TABLE users IS 'Everybody who can sign in.';
COMMENT ON COLUMN posts.slug IS 'The part of the address after /posts/.';
COMMENT ON COLUMN posts.editor_id IS 'Who last changed the post, if it was not the author.';
COMMENT ON COLUMN comments.author_id IS 'Empty when the account was deleted.';
