//! One palette and one set of type for every picture: light, dark and print.
//!
//! Blue is positive, orange is negative: the pair survives the usual colour blindness and grey print.
//! Every text colour has a contrast of at least 4.5 to 1 with the paper and the fills it stands on.

/// Custom properties of the light theme.
pub(crate) const LIGHT: &str = "--paper:#fff;--ink:#1a1a1a;--mute:#575757;--rule:#dadada;--tint:#eceff3;\
--band:#c9daeb;--loss:#e39a52;--open:#c4c4c4;--good:#0a569f;--bad:#964300;--haze:#d6e4f2;--on:#fff;\
--h1:#eef4fa;--h2:#dbe8f4;--h3:#c3d8ec;--h4:#a3c4e2;--h5:#7eabd5;--h6:#2f74b8;--h7:#0a569f;";

/// Custom properties of the dark theme.
pub(crate) const DARK: &str = "--paper:#161616;--ink:#ececec;--mute:#ababab;--rule:#3b3b3b;--tint:#272c32;\
--band:#27435f;--loss:#b8702c;--open:#5a5a5a;--good:#84b9ee;--bad:#f2aa66;--haze:#1f344a;--on:#161616;\
--h1:#1a2530;--h2:#1d3044;--h3:#213d59;--h4:#264b70;--h5:#2d5c8b;--h6:#6ea6dd;--h7:#9ccbf8;";

/// Rules for everything drawn, inside an element with the class `jn`.
pub(crate) const PICTURE: &str = ".jn text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',\
'Helvetica Neue',Arial,sans-serif;font-variant-numeric:tabular-nums;fill:var(--ink);font-weight:400}\
.jn .s{font-size:11px}.jn .m{font-size:13px}.jn .l{font-size:20px}.jn .b{font-weight:600}\
.jn .mute{fill:var(--mute)}.jn .good{fill:var(--good)}.jn .bad{fill:var(--bad)}\
.jn text.on{fill:var(--on)}.jn text.over{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}\
.jn .rule{stroke:var(--rule);stroke-width:1;fill:none}.jn .axis{stroke:var(--mute);stroke-width:1;stroke-opacity:.6;fill:none}\
.jn .grid{stroke:var(--rule);stroke-width:1;stroke-dasharray:1 3;fill:none}\
.jn .tint{fill:var(--tint)}.jn .paper{fill:var(--paper)}.jn .band{fill:var(--band)}\
.jn .loss{fill:var(--loss)}.jn .open{fill:var(--open)}.jn .haze{fill:var(--haze)}\
.jn .fgood{fill:var(--good)}.jn .fbad{fill:var(--bad)}.jn .fink{fill:var(--ink)}.jn .fmute{fill:var(--mute)}\
.jn .curve{stroke:var(--good);stroke-width:2;fill:none;stroke-linejoin:round}\
.jn .dash{stroke:var(--mute);stroke-width:1.5;stroke-dasharray:5 4;fill:none}\
.jn .thin{stroke:var(--mute);stroke-width:1.2;fill:none}.jn .range{stroke:var(--good);stroke-width:3;\
stroke-opacity:.45;fill:none}.jn .ring{fill:var(--paper);stroke:var(--good);stroke-width:1.5}\
.jn .weak{fill:var(--paper);stroke:var(--mute);stroke-width:1.5}\
.jn .target{stroke:var(--ink);stroke-width:2;fill:none}.jn .icon{stroke:var(--mute);stroke-width:1.1;fill:none}\
.jn .halo{stroke:var(--paper);stroke-width:1.5}.jn .move,.jn .fine,.jn .way{stroke:var(--good);\
stroke-opacity:.2;fill:none}.jn .fine{stroke-opacity:.4}.jn .way{stroke-opacity:.5}.jn .back{stroke:var(--loss);\
stroke-opacity:.6;fill:none}.jn .spot{fill:transparent}\
.jn .h1{fill:var(--h1)}.jn .h2{fill:var(--h2)}.jn .h3{fill:var(--h3)}.jn .h4{fill:var(--h4)}.jn .h5{fill:var(--h5)}\
.jn .h6{fill:var(--h6)}.jn .h7{fill:var(--h7)}.jn .k1{color:var(--good)}.jn .k2{color:var(--bad)}.jn .k3{color:var(--ink)}.jn .k4{color:var(--mute)}\
.jn .line{stroke:currentColor;stroke-width:2;fill:none;stroke-linejoin:round}.jn .dashed{stroke-dasharray:5 4}.jn .tick{stroke-width:1;stroke-opacity:.6;stroke-dasharray:none}\
.jn .wash{fill:currentColor;fill-opacity:.12}.jn .hatch{stroke:var(--paper);stroke-width:1.2;fill:none}";

/// The whole style of a picture that stands alone.
pub(crate) fn standalone() -> String {
    format!(".jn{{{LIGHT}}}@media (prefers-color-scheme:dark){{.jn{{{DARK}}}}}{PICTURE}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(theme: &str, name: &str) -> [f64; 3] {
        let start = theme.find(&format!("--{name}:#")).unwrap() + name.len() + 4;
        let hex: String = theme[start..].chars().take_while(char::is_ascii_hexdigit).collect();
        let hex = if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex };
        [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0)
    }

    fn luminance(colour: [f64; 3]) -> f64 {
        let linear =
            colour.map(|c| if c <= 0.04045 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    #[test]
    fn every_text_colour_can_be_read_on_every_ground() {
        let pairs = [
            ("ink", "paper"),
            ("mute", "paper"),
            ("good", "paper"),
            ("bad", "paper"),
            ("ink", "tint"),
            ("mute", "tint"),
            ("bad", "tint"),
            ("good", "tint"),
            ("ink", "band"),
            ("ink", "haze"),
            ("mute", "haze"),
            ("on", "bad"),
            ("on", "good"),
            ("on", "mute"),
            ("good", "haze"),
            ("bad", "haze"),
            ("ink", "h1"),
            ("ink", "h2"),
            ("ink", "h3"),
            ("ink", "h4"),
            ("ink", "h5"),
            ("on", "h6"),
            ("on", "h7"),
        ];
        for theme in [LIGHT, DARK] {
            for (text, ground) in pairs {
                let (a, b) = (luminance(colour(theme, text)), luminance(colour(theme, ground)));
                let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(contrast >= 4.5, "{text} on {ground}: {contrast:.2} in {theme}");
            }
        }
    }

    #[test]
    fn text_can_be_read_on_bands_also_where_three_lie_over_each_other() {
        let over = |ground: [f64; 3], band: [f64; 3], strength: f64| {
            [0, 1, 2].map(|part| band[part] * strength + ground[part] * (1.0 - strength))
        };
        for theme in [LIGHT, DARK] {
            let paper = colour(theme, "paper");
            let moves = (0..3).fold(paper, |ground, _| over(ground, colour(theme, "good"), 0.2));
            let way = over(paper, colour(theme, "good"), 0.5);
            let back = over(paper, colour(theme, "loss"), 0.6);
            for ground in [moves, way, back] {
                let (a, b) = (luminance(colour(theme, "ink")), luminance(ground));
                let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(contrast >= 4.5, "{contrast:.2} in {theme}");
            }
        }
    }
}
