package lookalike

import (
	_ "embed"
	"io"
	"net"
	"net/http"
	"strings"

	"chaser/demo/blockkit"
)

//go:embed page.css
var pageCSS string

// Handler serves the page at "/", the Web API at "/api/", files at "/upload/" and "/files-pri/", response_urls at
// "/hooks/" and Socket Mode at "/socket".
// Whoever reaches it may be anyone, so it answers under loopback names only, and refuses what another site's page
// posts.
func (w *Workspace) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", w.servePage)
	mux.HandleFunc("GET /live", w.serveLive)
	mux.HandleFunc("GET /page.css", serveStyle)
	mux.HandleFunc("GET /archives/{channel}/{message}", w.servePermalink)
	mux.HandleFunc("POST /act/type", w.actType)
	mux.HandleFunc("POST /act/press", w.actPress)
	mux.HandleFunc("POST /act/modal", w.actModal)
	mux.HandleFunc("POST /act/shortcut", w.actShortcut)
	mux.HandleFunc("POST /act/home", w.actHome)
	mux.HandleFunc("POST /act/move", w.actMove)
	mux.HandleFunc("POST /act/status", w.actStatus)
	mux.HandleFunc("POST /act/home/press", w.actPressHome)
	mux.HandleFunc("/api/{method}", w.serveAPI)
	mux.HandleFunc("POST /upload/v1/{ticket}", w.serveUpload)
	mux.HandleFunc("GET /files-pri/{file}/{name}", w.serveFile)
	mux.HandleFunc("GET /files-pri/{file}/download/{name}", w.serveFile)
	mux.HandleFunc("GET /download/{file}/{name}", w.serveDownload)
	mux.HandleFunc("POST /hooks/{team}/{id}", w.serveHook)
	mux.HandleFunc("GET /socket", w.serveSocket)
	return loopbackOnly(http.NewCrossOriginProtection().Handler(mux))
}

// loopbackOnly refuses every name but a loopback one. Somebody else's DNS may have pointed it at this machine.
func loopbackOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if !loopback(r.Host) {
			http.Error(rw, "This page answers as localhost or 127.0.0.1 only.", http.StatusForbidden)
			return
		}
		next.ServeHTTP(rw, r)
	})
}

func loopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	if ip := net.ParseIP(host); ip != nil {
		return ip.IsLoopback()
	}
	return host == "localhost"
}

func serveStyle(rw http.ResponseWriter, _ *http.Request) {
	rw.Header().Set("Content-Type", "text/css; charset=utf-8")
	rw.Header().Set("Cache-Control", "no-cache")
	_, _ = io.WriteString(rw, blockkit.Stylesheet()+"\n"+pageCSS)
}
