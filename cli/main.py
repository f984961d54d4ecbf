"""The `risalah` command."""

import sys

import typer

from risalah.cli.adjudicate import adjudicate
from risalah.cli.agree import agree
from risalah.cli.annotate import annotate
from risalah.cli.console import fail
from risalah.cli.demo import demo
from risalah.cli.diff import diff
from risalah.cli.doctor import doctor
from risalah.cli.evaluate import evaluate
from risalah.cli.export import export
from risalah.cli.hydrate import hydrate
from risalah.cli.init import init
from risalah.cli.learning_curve import learning_curve
from risalah.cli.links import links
from risalah.cli.pack import pack
from risalah.cli.pull import pull
from risalah.cli.push import push
from risalah.cli.reannotate import reannotate
from risalah.cli.release import release
from risalah.cli.report import report
from risalah.cli.rules import rules
from risalah.cli.sample import sample
from risalah.cli.serve import serve
from risalah.cli.studio import studio
from risalah.cli.train import train
from risalah.cli.verify import verify
from risalah.cli.watch import watch

COMMANDS = (
    *(demo, init, annotate, sample, studio, push, pull, watch, reannotate),
    *(agree, adjudicate, rules, evaluate, doctor),
    *(train, learning_curve, serve),
    *(release, diff, verify, report, export, hydrate),
)

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="News articles in, a human-checked, versioned dataset of meeting and event records out.",
)
for command in COMMANDS:
    app.command()(command)
app.add_typer(pack)
app.add_typer(links)


def main() -> None:
    """Run the command line: exit status 0 done, 1 failed with the cause, 2 wrong usage."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; what is left of it concerns nobody
    except Exception as error:
        fail(error)
