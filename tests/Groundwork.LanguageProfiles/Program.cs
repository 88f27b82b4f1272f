using Groundwork.LanguageProfiles;

switch (args)
{
    case ["word-break", var unicode, var output]:
        File.WriteAllText(output, WordBreakTable.Build(unicode));
        return 0;
    default:
        await Console.Error.WriteLineAsync("Builds the tables that Groundwork.Language embeds.\n"
            + "  word-break UNICODE_FOLDER OUTPUT   from auxiliary/WordBreakProperty.txt and emoji/emoji-data.txt");
        return 2;
}
