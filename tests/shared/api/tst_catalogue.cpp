// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <api/catalogue.h>
#include <api/document.h>

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class CatalogueTest : public QObject
{
    Q_OBJECT

    static QByteArray committed(const char *name)
    {
        QFile file(QStringLiteral(ATOLL_SOURCE_DIR) + u"/docs/"_s + QString::fromUtf8(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void everyRowIsNamedOnceAndGuarded()
    {
        static const QRegularExpression name(u"^[a-z]+(\\.[a-z]+(-[a-z]+)*)+$"_s);
        QSet<QString> seen;
        for (const Api::MethodInfo &method : Api::methods()) {
            QVERIFY2(name.match(method.name).hasMatch(), qPrintable(method.name));
            QVERIFY2(!seen.contains(method.name), qPrintable(method.name));
            seen.insert(method.name);
            QVERIFY2(method.privilege != Privilege::Nobody, qPrintable(method.name));
            QVERIFY2(method.privilege != Privilege::Anyone || method.name.startsWith("session."_L1),
                     qPrintable(method.name));
            QVERIFY(!method.summary.isEmpty());
            QVERIFY2(!method.dryRun || method.kind == Api::Kind::Change, qPrintable(method.name));
        }
    }
    void aMethodThatWorksOnAGuestSaysWhich()
    {
        for (const Api::MethodInfo &method : Api::methods()) {
            const qsizetype open = method.path.indexOf(u'{');
            if (open < 0)
                continue;
            const QString field = method.path.mid(open + 1, method.path.indexOf(u'}') - open - 1);
            QVERIFY2(method.params()["required"_L1].toArray().contains(field),
                     qPrintable(method.name));
        }
    }
    void theCommittedDocumentsAreCurrent()
    {
        const QString advice = u"run `atolld --dump-api docs` and commit"_s;
        QVERIFY2(committed("api.md") == Api::markdownReference().toUtf8(), qPrintable(advice));
        QVERIFY2(committed("openrpc.json")
                     == QJsonDocument(Api::openRpcDocument()).toJson(QJsonDocument::Indented),
                 qPrintable(advice));
    }
};

QTEST_GUILESS_MAIN(CatalogueTest)
#include "tst_catalogue.moc"
