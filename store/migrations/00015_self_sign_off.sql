-- +goose Up

ALTER TABLE committees ADD COLUMN self_sign_off boolean NOT NULL DEFAULT false; -- whether people sign off what they posted or own
