-- +goose Up

-- Days on which the council does not work, besides the week-ends and bank holidays that the program knows.
CREATE TABLE closures (
    day      date PRIMARY KEY,
    name     text NOT NULL CHECK (name <> ''),
    position bigint GENERATED ALWAYS AS IDENTITY UNIQUE
);

ALTER TABLE committees ADD COLUMN ladder text CHECK (ladder <> ''); -- null is the default ladder
