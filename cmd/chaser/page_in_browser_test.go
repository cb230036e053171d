package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"chaser/demo/lookalike"
)

// pageOf serves a workspace's page to a browser that brings nothing up to date by the clock: what it shows it was told
// of. before is called as the page asks to be told of changes.
func pageOf(t *testing.T, before func(*lookalike.Workspace)) (*lookalike.Workspace, *browser) {
	t.Helper()
	w := lookalike.New(lookalike.Config{
		Clock: time.Now, BotToken: "xoxb-1", SigningSecret: "secret",
		People:   []lookalike.Person{{ID: "U0COR", Name: "Coroner"}, {ID: "U0REG", Name: "Registrar"}},
		Channels: []lookalike.Channel{{ID: "C0CSMI", Name: "communities", Members: []string{"U0COR", "U0REG"}}},
	})
	handler := w.Handler()
	served := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/live" {
			before(w)
		}
		handler.ServeHTTP(rw, r)
	}))
	t.Cleanup(func() {
		w.Close()
		served.Close()
	})
	w.SetAddress(served.URL)
	b := openBrowser(t, served.URL)
	check(t, chromedp.Do(b.ctx, func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
			Source: "window.setInterval = () => 0",
		})
		return chromedp.Void{}, err
	}, func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		// Without it the page is told of no focus that comes or goes, as its window has none.
		_, err := cdp.Call(ctx, target, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
		return chromedp.Void{}, err
	}))
	return w, b
}

// says has the registrar say something in the channel.
func says(t *testing.T, w *lookalike.Workspace, text string) {
	t.Helper()
	if _, err := w.Type(t.Context(), "U0REG", "C0CSMI", text); err != nil {
		t.Error(err)
	}
}

// What happens between the drawing of the page and its asking to be told of changes is shown too.
func TestThePageMissesNothingBeforeItListens(t *testing.T) {
	t.Parallel()
	_, b := pageOf(t, func(w *lookalike.Workspace) { says(t, w, "Said while the page was on its way") })
	b.be("U0COR", "C0CSMI")
	b.sees("Said while the page was on its way")
}

// What comes while somebody writes a reply is shown once they have done with it.
func TestThePageShowsWhatCameDuringAReply(t *testing.T) {
	t.Parallel()
	w, b := pageOf(t, func(*lookalike.Workspace) {})
	says(t, w, "Is it in?")
	b.be("U0COR", "C0CSMI")
	b.do("beginning a reply", writing(`document.querySelector("details.reply").open = true; document.querySelector("details.reply input[name=line]").focus()`))
	says(t, w, "It is in.")
	b.do("waiting until the page has heard", writing(`if (!left) throw new Error("it has not")`))
	b.lacks("It is in.")
	b.do("leaving the reply", writing(`document.activeElement.blur()`))
	b.sees("It is in.")
}

// writing runs a script in the page.
func writing(script string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Evaluate[bool]("(() => { "+script+"; return true })()")(ctx, target)
		return chromedp.Void{}, err
	}
}
