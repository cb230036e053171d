package main

import (
	"fmt"

	"chaser/bot"
)

type manifestCommand struct {
	SocketMode bool   `help:"For Socket Mode: no public address is needed."`
	URL        string `help:"The public address of chaser serve, such as https://chaser.example.gov.uk." placeholder:"URL"`
}

// Run prints the manifest to paste into Slack's “Create New App”.
func (c manifestCommand) Run(s streams) error {
	settings, err := s.settings()
	if err != nil {
		return err
	}
	if !c.SocketMode && c.URL == "" {
		return badInput{fmt.Errorf("say how Slack reaches the bot: --url https://chaser.example.gov.uk, or --socket-mode")}
	}
	text, err := bot.Manifest(settings.Command, c.SocketMode, c.URL)
	if err != nil {
		return badInput{err}
	}
	_, err = fmt.Fprintln(s.out, string(text))
	return err
}
