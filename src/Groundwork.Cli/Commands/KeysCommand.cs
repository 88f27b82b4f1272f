using System.CommandLine;
using System.Globalization;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork keys create|list|revoke</c></summary>
internal static class KeysCommand
{
    public static Command Create(Shell shell) => new("keys", "The keys that programs present at /v1. While there is none, every program on this machine may use it.") { Make(shell), List(shell), Revoke(shell) };

    private static Command Make(Shell shell)
    {
        var name = new Argument<string>("NAME") { Description = "What the key is called." };
        var scope = new Option<KeyScope[]>("--scope") { Description = "What it may be used for: chat, embeddings or ask. May be repeated. Default: all.", HelpName = "SCOPE" };
        var model = new Option<string[]>("--model") { Description = "A route or collection:NAME that it may use. May be repeated. Default: all.", HelpName = "MODEL" };
        var user = new Option<string?>("--user") { Description = "The person behind it, for budgets by user.", HelpName = "USER" };
        var tenant = new Option<string>("--tenant") { Description = "Only keys of one tenant share cached answers.", HelpName = "TENANT", DefaultValueFactory = _ => "default" };
        var days = new Option<int?>("--expires-in") { Description = "Days until it is refused. Default: never.", HelpName = "DAYS" };
        var command = new Command("create", "Make a key. Its secret is printed once and kept nowhere.") { name, scope, model, user, tenant, days };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var request = new CreateKeyRequest(parsed.GetValue(name)!, parsed.GetValue(scope), parsed.GetValue(model), parsed.GetValue(user), parsed.GetValue(tenant)!, parsed.GetValue(days));
            var reply = await new ManageKeys(workspace).CreateAsync(request, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.KeyCreatedReply, output =>
            {
                output.WriteLine($"{reply.Key.Id}  {reply.Key.Name}");
                output.WriteLine(reply.Secret);
                shell.Error.WriteLine("This is the only time the secret is shown.");
            });
            return Shell.Done;
        }));
        return command;
    }

    private static Command List(Shell shell)
    {
        var command = new Command("list", "List the keys, never their secrets.");
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new ManageKeys(workspace).ListAsync(cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.KeysReply, output =>
            {
                foreach (var key in reply.Keys)
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key.Id}  {State(key),-22}  {string.Join(',', key.Scopes).ToLowerInvariant(),-20}  {key.Tenant,-10}  {key.User ?? "–",-12}  {key.Name}{(key.Models.Count == 0 ? "" : $"  ({string.Join(", ", key.Models)})")}"));
                if (reply.Keys.Count == 0) output.WriteLine("There are no keys: every program on this machine may use /v1.");
            });
            return Shell.Done;
        }));
        return command;
    }

    private static Command Revoke(Shell shell)
    {
        var id = new Argument<string>("ID") { Description = "The key's id, as listed." };
        var command = new Command("revoke", "Refuse a key from now on.") { id };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var key = await new ManageKeys(workspace).RevokeAsync(parsed.GetValue(id)!, cancellationToken);
            shell.Reply(parsed, key, GroundworkJson.Readable.ApiKey, output => output.WriteLine($"{key.Id} ({key.Name}) is refused from now on."));
            return Shell.Done;
        }));
        return command;
    }

    private static string State(ApiKey key) =>
        key.RevokedAt is { } revoked ? string.Create(CultureInfo.InvariantCulture, $"revoked {revoked:yyyy-MM-dd}")
        : key.ExpiresAt is { } end ? string.Create(CultureInfo.InvariantCulture, $"until {end:yyyy-MM-dd HH:mm}")
        : "good";
}
