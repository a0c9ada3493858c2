"""What the commands share: Swedish help, common options, exit codes."""

from pathlib import Path

import click

from samverkansavtal.commands.mistakes import Folder, unknown_command

FAILED, LEFT, STOPPED, INTERRUPTED = 1, 3, 4, 130

PLAIN = click.option("--enkel", is_flag=True, help="Numrerade val, en rad i taget. Passar skärmläsare.")
LAYER = click.option(
    "--layer", "layer", metavar="MAPP", type=click.Path(path_type=Path), help="Mapp med er egen modell."
)
FOLDER = click.option("--folder", metavar="MAPP", type=Folder(), help="Mapp att skriva i.")
TARGET = click.argument("target", metavar="FIL", type=click.Path(path_type=Path))


class Command(click.Command):
    """A command whose help is Swedish."""

    def format_usage(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(
            context.command_path,
            " ".join(self.collect_usage_pieces(context)).replace("OPTIONS", "VAL"),
            "Skriv: ",
        )

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(context) if isinstance(param, click.Option)]
        rows = [row for option in options if (row := option.get_help_record(context))]
        with formatter.section("Val"):
            formatter.write_dl(rows)

    def get_help_option(self, context: click.Context) -> click.Option | None:
        option = super().get_help_option(context)
        if option is not None:
            option.help = "Visa den här texten."
        return option


class Commands(click.Group):
    """The group with Swedish words and Swedish errors."""

    command_class = Command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise unknown_command(args[0], self.commands, ctx)
        return super().resolve_command(ctx, args)

    def format_help(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write("Samverkansavtal: utkast till avtal mellan bostadsbolag, föreningar och andra.\n\n")
        formatter.write("Skriv samverkan utan något efter för att börja. Eller ett av kommandona:\n\n")
        with formatter.indentation():
            formatter.write_dl(
                [(name, command.get_short_help_str(200)) for name, command in sorted(self.commands.items())]
            )
        formatter.write("\nSkriv samverkan KOMMANDO --help för att läsa mer om ett kommando.\n")


def say(*lines: str) -> None:
    """Print lines of Swedish text."""
    for line in lines:
        click.echo(line)
