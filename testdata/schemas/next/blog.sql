-- The blog of ../blog.sql, some releases later: what `crowsfoot diff` shows in docs/pictures.md.
-- PostgreSQL.

CREATE TYPE post_status AS ENUM ('draft', 'published', 'archived');

CREATE TABLE users (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email      varchar(255) NOT NULL UNIQUE,
    name       text         NOT NULL,
    created_at timestamptz  NOT NULL DEFAULT now()
);

CREATE TABLE posts (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    author_id    bigint       NOT NULL REFERENCES users,
    slug         varchar(200) NOT NULL UNIQUE,
    title        text         NOT NULL,
    body         text         NOT NULL,
    status       post_status  NOT NULL DEFAULT 'draft',
    published_at timestamptz
);

CREATE TABLE comments (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    post_id    bigint      NOT NULL REFERENCES posts ON DELETE CASCADE,
    author_id  bigint      NOT NULL REFERENCES users ON DELETE CASCADE,
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
    added_by bigint REFERENCES users,
    PRIMARY KEY (post_id, tag_id)
);

CREATE TABLE revisions (
    post_id   bigint REFERENCES posts ON DELETE CASCADE,
    number    int,
    editor_id bigint      NOT NULL REFERENCES users,
    body      text        NOT NULL,
    saved_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (post_id, number)
);

COMMENT ON TABLE users IS 'Everybody who can sign in.';
COMMENT ON COLUMN posts.slug IS 'The part of the address after /posts/.';
