vcl 4.1;
import directors;
backend app_0 { .host = "127.0.0.1"; .port = "19301"; .connect_timeout = 0.2s; .first_byte_timeout = 0.5s; .between_bytes_timeout = 0.5s; }
sub vcl_init { new app = directors.round_robin(); app.add_backend(app_0); }
sub vcl_recv { if (req.url ~ "^/") { set req.backend_hint = app.backend(); return (pass); } return (synth(404)); }
