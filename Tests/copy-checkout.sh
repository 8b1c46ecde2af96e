# Sourced by tests that need a checkout of their own, in a folder whose name is another than the package's. One is enough for
# all of them, and is compiled once.
copy="$root/build/some folder of another name"

# Makes a folder a copy of the checkout, as git sees it and with what is not committed. What else lies there is removed, but
# for what was built, so that the next build is quick.
copy_checkout() { # from, to
    mkdir -p "$2"
    find "$2" -mindepth 1 -maxdepth 1 ! -name .build ! -name build -exec rm -rf {} +
    (cd "$1" && git ls-files -z --cached --others --exclude-standard | xargs -0 ls -d 2>/dev/null | tar cf - -T -) | tar xf - -C "$2"
}
