using Groundwork.LanguageProfiles;

switch (args)
{
    case ["word-break", var unicode, var output]:
        File.WriteAllText(output, WordBreakTable.Build(unicode));
        return 0;
    case ["profiles", var declarations, var help, var handbook, var fortunes, var questionWords, var output]:
        Profiles.Build(declarations, help, handbook, fortunes, questionWords, output);
        return 0;
    default:
        await Console.Error.WriteLineAsync("Builds the tables that Groundwork.Language embeds.\n"
            + "  word-break UNICODE_FOLDER OUTPUT\n"
            + "      from auxiliary/WordBreakProperty.txt and emoji/emoji-data.txt\n"
            + "  profiles DECLARATIONS GNOME_HELP DEBIAN_HANDBOOK FORTUNES QUESTION_WORDS OUTPUT\n"
            + "      from the folders declaration, help, html and fortunes of the packages named in LanguageProfiles.txt");
        return 2;
}
