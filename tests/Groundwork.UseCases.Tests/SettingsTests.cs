using Groundwork.Storage;
using Groundwork.TestKit;

namespace Groundwork.UseCases.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void Variables_come_before_the_file_and_the_file_before_defaults()
    {
        using var place = new TemporaryDirectory();
        place.Write("settings.json", """{ "chat": { "url": "http://file/v1", "model": "of-file" }, "reading": { "maxBytes": 4096 }, /* note */ }""");
        Load(place).Models.ChatModel.ShouldBe("of-file");
        Load(place).MaxDocumentBytes.ShouldBe(4096);
        var both = Load(place, ("GROUNDWORK_CHAT_MODEL", "of-variable"), ("GROUNDWORK_CHAT_KEY", " "));
        (both.Models.ChatModel, both.Models.ChatUrl, both.Models.ChatKey).ShouldBe(("of-variable", "http://file/v1", null));
        Load(place).Models.EmbedModel.ShouldBeNull();
        new Settings(place.Path).MaxDocumentBytes.ShouldBe(64L << 20);
    }

    [Fact]
    public void The_data_directory_comes_from_the_command_line_then_the_variable_then_home()
    {
        using var place = new TemporaryDirectory();
        Settings.Load(place.File("a"), n => n is "GROUNDWORK_DATA" ? place.File("b") : null).DataDirectory.ShouldBe(place.File("a"));
        Settings.Load(null, n => n is "GROUNDWORK_DATA" ? place.File("b") : null).DataDirectory.ShouldBe(place.File("b"));
        Settings.Load(" ", n => n is "GROUNDWORK_DATA" ? place.File("b") : null).DataDirectory.ShouldBe(place.File("b"));
        Path.IsPathFullyQualified(Settings.Load("relative", _ => null).DataDirectory).ShouldBeTrue();
    }

    [Fact]
    public void A_file_that_begins_with_a_byte_order_mark_is_read()
    {
        using var place = new TemporaryDirectory();
        place.Write("settings.json", [0xEF, 0xBB, 0xBF, .. """{"reading":{"maxBytes":2048}}"""u8]);
        Load(place).MaxDocumentBytes.ShouldBe(2048);
    }

    [Theory]
    [InlineData("not json", "settings.json")]
    [InlineData("""{"chatt":{}}""", "chatt")]
    [InlineData("""{"reading":{"maxBytes":"big"}}""", "settings.json")]
    [InlineData("""{"reading":{"maxBytes":1}}""", "reading.maxBytes is 1;")]
    [InlineData("""{"reading":{"maxBytes":99999999999}}""", "reading.maxBytes is 99999999999;")]
    [InlineData("""{"models":{"targets":{"x":null}}}""", "models.targets.x is null")]
    [InlineData("""{"models":{"targets":{"far":{"url":"https://models.example/v1","model":"m"}},"routes":{"main":{"targets":[{"target":"far"}]}},"budgets":{"month":{"period":"month","maxUsd":5}}}}""", "no price is given for \"far\"")]
    [InlineData("""{"chat":{"url":"nonsense","model":"m"}}""", "GROUNDWORK_CHAT_URL")]
    public void A_wrong_setting_is_named(string file, string named)
    {
        using var place = new TemporaryDirectory();
        place.Write("settings.json", file);
        Should.Throw<SettingsException>(() => Load(place)).Message.ShouldContain(named);
    }

    [Fact]
    public async Task A_workspace_is_not_opened_with_wrong_settings_or_in_a_wrong_place()
    {
        using var place = new TemporaryDirectory();
        await Should.ThrowAsync<SettingsException>(() => Workspace.OpenAsync(new Settings(place.Path) { MaxDocumentBytes = long.MaxValue }, TimeProvider.System, default));
        var file = place.Write("file", "x");
        (await Should.ThrowAsync<StorageException>(() => Workspace.OpenAsync(new Settings(file), TimeProvider.System, default))).Failure.ShouldBe(StorageFailure.Unavailable);
        place.Write("broken/groundwork.db", new string('x', 8192));
        (await Should.ThrowAsync<StorageException>(() => Workspace.OpenAsync(new Settings(place.File("broken")), TimeProvider.System, default))).Failure.ShouldBe(StorageFailure.Damaged);
    }

    private static Settings Load(TemporaryDirectory place, params (string Name, string Value)[] variables) =>
        Settings.Load(place.Path, name => variables.FirstOrDefault(v => string.Equals(v.Name, name, StringComparison.Ordinal)).Value);
}
