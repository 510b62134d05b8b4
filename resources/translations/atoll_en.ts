<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>Atoll::Alerts</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) happened</source>
        <translation>
            <numerusform>%n thing happened</numerusform>
            <numerusform>%n things happened</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::BulkDialog</name>
    <message numerus="yes">
        <source>Change %n guest(s)</source>
        <translation>
            <numerusform>Change %n guest</numerusform>
            <numerusform>Change %n guests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” was forgotten; its %n guest(s) are left out.</source>
        <translation>
            <numerusform>“%1” was forgotten; its %n guest is left out.</numerusform>
            <numerusform>“%1” was forgotten; its %n guests are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::ChangeUndo</name>
    <message numerus="yes">
        <source>%n guest(s) were changed</source>
        <translation>
            <numerusform>%n guest was changed</numerusform>
            <numerusform>%n guests were changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::ClusterCard</name>
    <message numerus="yes">
        <source>%1 of %n core(s)</source>
        <translation>
            <numerusform>%1 of %n core</numerusform>
            <numerusform>%1 of %n cores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n node(s) online</source>
        <translation>
            <numerusform>%1 of %n node online</numerusform>
            <numerusform>%1 of %n nodes online</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n guest(s) running</source>
        <translation>
            <numerusform>%1 of %n guest running</numerusform>
            <numerusform>%1 of %n guests running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::Console::ConsoleCard</name>
    <message numerus="yes">
        <source>Trying again in %n s</source>
        <translation>
            <numerusform>Trying again in %n s</numerusform>
            <numerusform>Trying again in %n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::Console::ConsoleView</name>
    <message numerus="yes">
        <source>Typing %Ln character(s)…</source>
        <translation>
            <numerusform>Typing %Ln character…</numerusform>
            <numerusform>Typing %Ln characters…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s) typed</source>
        <translation>
            <numerusform>%Ln character typed</numerusform>
            <numerusform>%Ln characters typed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s) typed; the layout “%1” has no key for: %2</source>
        <translation>
            <numerusform>%Ln character typed; the layout “%1” has no key for: %2</numerusform>
            <numerusform>%Ln characters typed; the layout “%1” has no key for: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::Console::SpiceView</name>
    <message numerus="yes">
        <source>Copying %Ln file(s) into the guest: %1</source>
        <translation>
            <numerusform>Copying %Ln file into the guest: %1</numerusform>
            <numerusform>Copying %Ln files into the guest: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) copied into the guest</source>
        <translation>
            <numerusform>%Ln file copied into the guest</numerusform>
            <numerusform>%Ln files copied into the guest</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::Console::UsbPanel</name>
    <message numerus="yes">
        <source>Ticked devices are in the guest and not here. %Ln port(s) of %1 free.</source>
        <translation>
            <numerusform>Ticked devices are in the guest and not here. %Ln port of %1 is free.</numerusform>
            <numerusform>Ticked devices are in the guest and not here. %Ln ports of %1 are free.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::CreateVmDialog</name>
    <message numerus="yes">
        <source>%1 on %2: %n core(s), %3 memory</source>
        <translation>
            <numerusform>%1 on %2: %n core, %3 memory</numerusform>
            <numerusform>%1 on %2: %n cores, %3 memory</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::DeleteDialog</name>
    <message numerus="yes">
        <source>Delete %n guest(s)</source>
        <translation>
            <numerusform>Delete %n guest</numerusform>
            <numerusform>Delete %n guests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n guest(s) for good?</source>
        <translation>
            <numerusform>Delete %n guest for good?</numerusform>
            <numerusform>Delete %n guests for good?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It can be restored for %n day(s), under Recently deleted. What is kept until then:</source>
        <translation>
            <numerusform>It can be restored for %n day, under Recently deleted. What is kept until then:</numerusform>
            <numerusform>It can be restored for %n days, under Recently deleted. What is kept until then:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n guest(s) were deleted</source>
        <translation>
            <numerusform>%n guest was deleted</numerusform>
            <numerusform>%n guests were deleted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::DeletionPolicyButton</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::FileDropPanel</name>
    <message numerus="yes">
        <source>%Ln file(s), %1</source>
        <translation>
            <numerusform>%Ln file, %1</numerusform>
            <numerusform>%Ln files, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::GuestArea</name>
    <message numerus="yes">
        <source>Drop to add the tag %1 to %n guest(s)</source>
        <translation>
            <numerusform>Drop to add the tag %1 to %n guest</numerusform>
            <numerusform>Drop to add the tag %1 to %n guests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::GuestCommands</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %n guest(s)?</source>
        <translation>
            <numerusform>%1 %n guest?</numerusform>
            <numerusform>%1 %n guests?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %n guest(s)</source>
        <translation>
            <numerusform>%1 %n guest</numerusform>
            <numerusform>%1 %n guests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %n guest(s) failed</source>
        <translation>
            <numerusform>%1 %n guest failed</numerusform>
            <numerusform>%1 %n guests failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::GuestListModel</name>
    <message numerus="yes">
        <source>%1, %n guest(s)</source>
        <translation>
            <numerusform>%1, %n guest</numerusform>
            <numerusform>%1, %n guests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::GuestListPage</name>
    <message numerus="yes">
        <source>%Ln guest(s)</source>
        <translation>
            <numerusform>%Ln guest</numerusform>
            <numerusform>%Ln guests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln guest(s)</source>
        <translation>
            <numerusform>%1 of %Ln guest</numerusform>
            <numerusform>%1 of %Ln guests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::GuestPage</name>
    <message numerus="yes">
        <source>%n change(s) take effect at the next start</source>
        <translation>
            <numerusform>%n change takes effect at the next start</numerusform>
            <numerusform>%n changes take effect at the next start</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::HardwareTab</name>
    <message numerus="yes">
        <source>%n change(s) not applied yet</source>
        <translation>
            <numerusform>%n change not applied yet</numerusform>
            <numerusform>%n changes not applied yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::ImportDialog</name>
    <message numerus="yes">
        <source>%n CPU(s)</source>
        <translation>
            <numerusform>%n CPU</numerusform>
            <numerusform>%n CPUs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n disk(s), %1</source>
        <translation>
            <numerusform>%n disk, %1</numerusform>
            <numerusform>%n disks, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::InventoryArea</name>
    <message numerus="yes">
        <source>%n cluster(s)</source>
        <translation>
            <numerusform>%n cluster</numerusform>
            <numerusform>%n clusters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not connected</source>
        <translation>
            <numerusform>%n not connected</numerusform>
            <numerusform>%n not connected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>%n needs attention</numerusform>
            <numerusform>%n need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln guest(s)</source>
        <translation>
            <numerusform>%Ln guest</numerusform>
            <numerusform>%Ln guests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::InventoryModel</name>
    <message numerus="yes">
        <source>%1 · %n CPU(s) · %2</source>
        <translation>
            <numerusform>%1 · %n CPU · %2</numerusform>
            <numerusform>%1 · %n CPUs · %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::NodePage</name>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>%n core</numerusform>
            <numerusform>%n cores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n core(s), %1</source>
        <translation>
            <numerusform>%n core, %1</numerusform>
            <numerusform>%n cores, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::OverviewPage</name>
    <message numerus="yes">
        <source>%n cluster(s)</source>
        <translation>
            <numerusform>%n cluster</numerusform>
            <numerusform>%n clusters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln guest(s) running</source>
        <translation>
            <numerusform>%1 of %Ln guest running</numerusform>
            <numerusform>%1 of %Ln guests running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::PendingPanel</name>
    <message numerus="yes">
        <source>%n change(s) take effect at the next start</source>
        <translation>
            <numerusform>%n change takes effect at the next start</numerusform>
            <numerusform>%n changes take effect at the next start</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::SnapshotPlanDialog</name>
    <message numerus="yes">
        <source>With the %n that came after it</source>
        <translation>
            <numerusform>With the one that came after it</numerusform>
            <numerusform>With the %n that came after it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::StoragePage</name>
    <message numerus="yes">
        <source>Drop to upload %n file(s) to %1</source>
        <translation>
            <numerusform>Drop to upload %n file to %1</numerusform>
            <numerusform>Drop to upload %n files to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::SummaryTab</name>
    <message numerus="yes">
        <source>%n core(s), %1</source>
        <translation>
            <numerusform>%n core, %1</numerusform>
            <numerusform>%n cores, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::TakeSnapshotDialog</name>
    <message numerus="yes">
        <source>Snapshot of %n guest(s)</source>
        <translation>
            <numerusform>Snapshot of %n guest</numerusform>
            <numerusform>Snapshot of %n guests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::Terminal::TerminalView</name>
    <message numerus="yes">
        <source>Paste %Ln line(s)? A shell runs each of them at once.</source>
        <translation>
            <numerusform>Paste %Ln line? A shell runs it at once.</numerusform>
            <numerusform>Paste %Ln lines? A shell runs each of them at once.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::UsageGraphs</name>
    <message numerus="yes">
        <source>CPU, %n core(s)</source>
        <translation>
            <numerusform>CPU, %n core</numerusform>
            <numerusform>CPU, %n cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::WallArea</name>
    <message numerus="yes">
        <source>A wall of chosen guests shows at most %Ln. Use a filter for more.</source>
        <translation>
            <numerusform>A wall of chosen guests shows at most %Ln. Use a filter for more.</numerusform>
            <numerusform>A wall of chosen guests shows at most %Ln. Use a filter for more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Atoll::WallPage</name>
    <message numerus="yes">
        <source>%Ln guest(s)</source>
        <translation>
            <numerusform>%Ln guest</numerusform>
            <numerusform>%Ln guests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Attention</name>
    <message numerus="yes">
        <source>the state of %n guest(s) is not known</source>
        <translation>
            <numerusform>the state of %n guest is not known</numerusform>
            <numerusform>the state of %n guests is not known</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Hardware</name>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>%n core</numerusform>
            <numerusform>%n cores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n monitor(s)</source>
        <translation>
            <numerusform>%n monitor</numerusform>
            <numerusform>%n monitors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n serial port(s)</source>
        <translation>
            <numerusform>%n serial port</numerusform>
            <numerusform>%n serial ports</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Query</name>
    <message numerus="yes">
        <source>The filter is longer than %n character(s).</source>
        <translation>
            <numerusform>The filter is longer than %n character.</numerusform>
            <numerusform>The filter is longer than %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More than %n word(s) at once cannot be looked for.</source>
        <translation>
            <numerusform>More than %n word at once cannot be looked for.</numerusform>
            <numerusform>More than %n words at once cannot be looked for.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tasks</name>
    <message numerus="yes">
        <source>Start %n guest(s)</source>
        <translation>
            <numerusform>Start %n guest</numerusform>
            <numerusform>Start %n guests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Shut down %n guest(s)</source>
        <translation>
            <numerusform>Shut down %n guest</numerusform>
            <numerusform>Shut down %n guests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Switch off %n guest(s)</source>
        <translation>
            <numerusform>Switch off %n guest</numerusform>
            <numerusform>Switch off %n guests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reboot %n guest(s)</source>
        <translation>
            <numerusform>Reboot %n guest</numerusform>
            <numerusform>Reboot %n guests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pause %n guest(s)</source>
        <translation>
            <numerusform>Pause %n guest</numerusform>
            <numerusform>Pause %n guests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resume %n guest(s)</source>
        <translation>
            <numerusform>Resume %n guest</numerusform>
            <numerusform>Resume %n guests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Hibernate %n guest(s)</source>
        <translation>
            <numerusform>Hibernate %n guest</numerusform>
            <numerusform>Hibernate %n guests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take snapshots of %n guest(s)</source>
        <translation>
            <numerusform>Take snapshots of %n guest</numerusform>
            <numerusform>Take snapshots of %n guests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give tags to %n guest(s)</source>
        <translation>
            <numerusform>Give tags to %n guest</numerusform>
            <numerusform>Give tags to %n guests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take tags from %n guest(s)</source>
        <translation>
            <numerusform>Take tags from %n guest</numerusform>
            <numerusform>Take tags from %n guests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %n guest(s)</source>
        <translation>
            <numerusform>Change %n guest</numerusform>
            <numerusform>Change %n guests</numerusform>
        </translation>
    </message>
</context>
</TS>
