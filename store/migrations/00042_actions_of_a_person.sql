-- +goose Up

-- A Home reads what its reader does, and not every action of the council.
CREATE INDEX actions_owner ON actions (owner);
